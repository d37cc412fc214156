"""What can be granted about bodies and places."""

from tongban.plumbing.access.permissions import permission

LOAD_ORGS = permission("orgs.orgs.load", "装入机构、场所和日历")
REMOVE_CITY = permission("orgs.city.remove", "申请和确认移出整座城市")
DRAFT_CHANGE = permission("orgs.change.draft", "起草机构变动、登记试点")
APPROVE_CHANGE = permission("orgs.change.approve", "审定机构变动")
