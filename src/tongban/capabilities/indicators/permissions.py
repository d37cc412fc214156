"""What can be granted about indicators."""

from tongban.plumbing.access.permissions import permission

REGISTER_BASELINE = permission("indicators.baseline.register", "登记精简的基准")
