"""What others may ask about indicators. Reading only."""

from tongban.capabilities.indicators.queries.baselines import (
    list_baselines,
    list_baselines_of,
)
from tongban.capabilities.indicators.queries.downloads import download_figure
from tongban.capabilities.indicators.queries.figures import (
    get_figure,
    list_figures,
    list_indicator_titles,
)
from tongban.capabilities.indicators.queries.grouping import (
    download_grouping,
    get_grouping,
)

__all__ = [
    "download_figure",
    "download_grouping",
    "get_figure",
    "get_grouping",
    "list_baselines",
    "list_baselines_of",
    "list_figures",
    "list_indicator_titles",
]
