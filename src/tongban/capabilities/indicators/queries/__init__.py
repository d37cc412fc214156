"""What others may ask about indicators. Reading only."""

from tongban.capabilities.indicators.queries.baselines import (
    list_baselines,
    list_baselines_of,
)
from tongban.capabilities.indicators.queries.downloads import download_figure
from tongban.capabilities.indicators.queries.figures import (
    get_figure,
    list_figures,
)

__all__ = [
    "download_figure",
    "get_figure",
    "list_baselines",
    "list_baselines_of",
    "list_figures",
]
