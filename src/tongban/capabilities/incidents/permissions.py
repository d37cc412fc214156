"""What can be granted about incidents."""

from tongban.plumbing.access.permissions import permission

OPEN_INCIDENT = permission("incidents.ticket.open", "报告安全事件，看自己报告的")
SEE_INCIDENTS = permission("incidents.ticket.see", "查看全部事件单和演练")
LEAD_INCIDENT = permission("incidents.ticket.lead", "处置安全事件")
CLOSE_INCIDENT = permission("incidents.ticket.close", "关闭和重开事件单")
DRAFT_PLAN = permission("incidents.plan.draft", "编制应急预案")
PUBLISH_PLAN = permission("incidents.plan.publish", "公布应急预案")
WATCH_INCIDENTS = permission("incidents.alarm.watch", "看有没有逾期的步骤和演练")
