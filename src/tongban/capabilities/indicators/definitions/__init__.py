"""The one registry of figures, in the order in which they are shown."""

from typing import Final

from tongban.capabilities.indicators.definitions.halls import HALLS
from tongban.capabilities.indicators.definitions.networks import NETWORKS
from tongban.capabilities.indicators.definitions.online import ONLINE
from tongban.capabilities.indicators.definitions.reductions import REDUCTIONS
from tongban.capabilities.indicators.definitions.regions import REGIONS
from tongban.capabilities.indicators.definitions.shape import Indicator
from tongban.capabilities.indicators.definitions.tags import TAGS
from tongban.capabilities.indicators.definitions.totals import TOTALS
from tongban.capabilities.indicators.definitions.uniformity import UNIFORMITY
from tongban.capabilities.indicators.definitions.visits import VISITS
from tongban.ground.refusals import NotFound

INDICATORS: Final[dict[str, Indicator]] = {
    one.key: one
    for one in (
        *ONLINE,
        *HALLS,
        *VISITS,
        *TAGS,
        *REGIONS,
        *REDUCTIONS,
        *UNIFORMITY,
        *TOTALS,
        *NETWORKS,
    )
}


def indicator_of(key: str) -> Indicator:
    """The figure of that key. Refuses with NotFound."""
    if key not in INDICATORS:
        raise NotFound("没有这个指标。请到数据公开页面看有哪些，例如：网上可办率。")
    return INDICATORS[key]
