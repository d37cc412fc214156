"""The zone of the office: the one place that says by which clock a moment has its day.

China keeps one time, so every city has the same: what the law files say in SQL, and what a
city's row says to whoever reads it (`city.zone`), is this name.
"""

from typing import Final
from zoneinfo import ZoneInfo

OFFICE_ZONE: Final = ZoneInfo("Asia/Shanghai")
