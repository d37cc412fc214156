"""When a light turns yellow in a city: data of the installation, not of the program."""

import json
from typing import Final

from django.conf import settings

from tongban.ground.clock import LightThresholds
from tongban.ground.refusals import Refusal

FILE: Final = "lights.json"
_NAMES: Final = {"yellow_days_left": 60, "yellow_used_per_cent": 100}


def thresholds_of(city: str) -> LightThresholds:
    """The thresholds that the data folder's `lights.json` gives this city, else the usual.

    A file that cannot be read is refused aloud: a light by wrong numbers misleads quietly.
    """
    path = settings.TONGBAN_DATA / FILE
    if not path.exists():
        return LightThresholds()
    try:
        told = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise _refusal() from error
    if not isinstance(told, dict):
        raise _refusal()
    row = told.get(city, {})
    if not isinstance(row, dict) or not set(row) <= set(_NAMES):
        raise _refusal()
    for name, most in _NAMES.items():
        value = row.get(name, 0)
        if type(value) is not int or not 0 <= value <= most:
            raise _refusal()
    return LightThresholds(**row)


def _refusal() -> Refusal:
    return Refusal(
        f"数据目录里的 {FILE} 写得不对。每个城市写两个数：剩几个工作日亮黄灯（0 至 60）、"
        "用掉百分之几亮黄灯（0 至 100），例如 "
        '{"690100": {"yellow_days_left": 1, "yellow_used_per_cent": 90}}。',
        turn_to="系统管理员",
    )
