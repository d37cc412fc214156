"""What each class of windows takes in, with its norm and its procedure (WIN-09)."""

from collections.abc import Iterable

from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.lists.kinds.shape import (
    BODY,
    CODE,
    NAME,
    TYPE,
    City,
    Kind,
    Line,
)


def _of_the_class(guide: Guide, city: City) -> Iterable[Line]:
    here = guide.item_id in city.at_the_hall
    return (Line(guide=guide),) if here and guide.themes & city.themes else ()


WINDOW = Kind(
    "window",
    "综合窗口事项受理清单",
    "这一类窗口收哪些事项；同时公布它的服务规范和工作规程。",
    (NAME, CODE, TYPE, BODY),
    derive=_of_the_class,
    of_halls=("city", "county", "township"),
    of_window_classes=True,
    papers={"norm": "服务规范", "procedure": "工作规程"},
)
