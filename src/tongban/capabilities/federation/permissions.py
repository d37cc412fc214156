"""What can be granted about systems that sign people in with the city's identity."""

from tongban.plumbing.access.permissions import permission

REGISTER_CLIENT = permission("federation.client.register", "登记接入统一身份的系统")
SEE_CLIENTS = permission("federation.client.see", "查看接入系统和部门登录台账")
KEEP_LOGINS = permission("federation.login.keep", "登记部门自建登录和归并情况")
ISSUE_TOKENS = permission("federation.token.issue", "向接入系统发放登录凭证")
