"""What can be granted about indicators."""

from tongban.plumbing.access.permissions import permission

SEE_GROUPING = permission("indicators.grouping.see", "看窗口设置依据")
REGISTER_BASELINE = permission("indicators.baseline.register", "登记精简的基准")
