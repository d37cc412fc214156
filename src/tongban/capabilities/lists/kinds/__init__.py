"""The kinds of lists, in the order in which they are shown."""

from typing import Final

from tongban.capabilities.lists.kinds.directory import (
    BASIC_DIRECTORY,
    INTERMEDIARIES,
    LICENCES,
)
from tongban.capabilities.lists.kinds.fees import FEES
from tongban.capabilities.lists.kinds.grassroots import (
    TOWNSHIP,
    TOWNSHIP_BASE,
    VILLAGE,
    VILLAGE_BASE,
)
from tongban.capabilities.lists.kinds.halls import NEGATIVE, RESIDENT
from tongban.capabilities.lists.kinds.materials import CLEAN_UP, DEFERRABLE
from tongban.capabilities.lists.kinds.offline import OFFLINE
from tongban.capabilities.lists.kinds.promises import PROMISES
from tongban.capabilities.lists.kinds.proofs import CANCELLED, RETAINED
from tongban.capabilities.lists.kinds.regions import (
    CITY_WIDE,
    CROSS_PROVINCE,
    PROVINCE_WIDE,
)
from tongban.capabilities.lists.kinds.shape import Kind
from tongban.capabilities.lists.kinds.steps import SPECIAL_STEPS
from tongban.capabilities.lists.kinds.visits import MORE_VISITS, ONE_VISIT
from tongban.capabilities.lists.kinds.windows import WINDOW
from tongban.ground.refusals import NotFound

KINDS: Final[dict[str, Kind]] = {
    kind.key: kind
    for kind in (
        BASIC_DIRECTORY,
        LICENCES,
        INTERMEDIARIES,
        FEES,
        SPECIAL_STEPS,
        RESIDENT,
        NEGATIVE,
        WINDOW,
        OFFLINE,
        ONE_VISIT,
        MORE_VISITS,
        PROMISES,
        DEFERRABLE,
        CLEAN_UP,
        RETAINED,
        CANCELLED,
        CITY_WIDE,
        PROVINCE_WIDE,
        CROSS_PROVINCE,
        TOWNSHIP_BASE,
        TOWNSHIP,
        VILLAGE_BASE,
        VILLAGE,
    )
}


def kind_of(key: str) -> Kind:
    """The kind of that key. Refuses with NotFound."""
    if key not in KINDS:
        raise NotFound("没有这种清单。请到清单页面看有哪些，例如：行政许可事项清单。")
    return KINDS[key]
