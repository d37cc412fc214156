"""What can be granted about bodies' mobile apps and what they bring."""

from tongban.plumbing.access.permissions import permission

KEEP_APPS = permission("containers.app.keep", "登记移动应用、归并情况和容器")
SEE_APPS = permission("containers.app.see", "查看移动应用台账")
CARRY = permission("containers.ticket.issue", "凭应用的签名发登录票据、收桥接结果")
