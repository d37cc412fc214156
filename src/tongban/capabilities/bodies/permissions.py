"""What can be granted about looking after bodies."""

from tongban.plumbing.access.permissions import permission

CLOSE_BODY = permission("bodies.body.close", "给撤并的单位收尾")
PUBLISH_SHEET = permission("bodies.sheet.publish", "公布考核办法和考核表")
