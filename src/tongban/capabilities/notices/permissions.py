"""What can be granted about notices."""

from tongban.plumbing.access.permissions import permission

TELL_PERSON = permission("notices.notice.tell", "发送办事提醒")
READ_NOTICES = permission("notices.notice.read", "查看自己的提醒")
