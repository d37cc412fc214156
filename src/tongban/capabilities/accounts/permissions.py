"""What can be granted about accounts."""

from tongban.plumbing.access.permissions import permission

KEEP_OWN_SIGN_INS = permission("accounts.session.keep", "查看和退出自己的登录")
REGISTER_ONLINE = permission("accounts.account.register", "办理网上注册")
