"""What can be granted about bodies and places."""

from tongban.plumbing.access.permissions import permission

LOAD_ORGS = permission("orgs.orgs.load", "装入机构、场所和日历")
REMOVE_CITY = permission("orgs.city.remove", "申请和确认移出整座城市")
