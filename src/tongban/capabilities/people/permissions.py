"""What can be granted about people."""

from tongban.plumbing.access.permissions import permission

REGISTER_PERSON = permission("people.person.register", "登记办事人")
LOAD_PEOPLE = permission("people.people.load", "装入人员与账号")
KEEP_OWN_PHONE = permission("people.phone.keep", "登记自己的手机号")
