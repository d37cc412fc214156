"""What can be granted about assisted handling."""

from tongban.plumbing.access.permissions import permission

ASK_ORDER = permission("agency.order.ask", "请人帮办代办")
TAKE_ORDER = permission("agency.order.take", "接代办单、代办")
OVERSEE_ORDERS = permission("agency.order.oversee", "查看本单位的代办单")
KEEP_ROSTER = permission("agency.roster.keep", "登记代办员和帮办专员")
MARK_BENEFITS = permission("agency.benefit.mark", "标注老年人待遇事项的代办途径")
