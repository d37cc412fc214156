"""What can be granted about rights."""

from tongban.plumbing.access.permissions import permission

SEE_POSTINGS = permission("rights.posting.see", "查看岗位授权")
GRANT_POSTINGS = permission("rights.posting.grant", "授予和结束岗位")
REVIEW_POSTINGS = permission("rights.posting.review", "复核岗位授权")
CHANGE_ROLES = permission("rights.role.change", "调整角色的权限")
CONFIRM_REQUESTS = permission("rights.request.confirm", "确认危险操作")
ARRANGE_STAND_INS = permission("rights.stand_in.arrange", "安排顶岗和移交")
REGISTER_CHIEFS = permission("rights.chief.register", "登记首席事务代表")
