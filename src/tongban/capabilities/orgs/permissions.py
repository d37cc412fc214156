"""What can be granted about bodies and places."""

from tongban.plumbing.access.permissions import permission

LOAD_ORGS = permission("orgs.orgs.load", "装入机构、场所和日历")
