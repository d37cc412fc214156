"""What can be granted about items."""

from tongban.plumbing.access.permissions import permission

DRAFT_ITEM = permission("catalogue.item.draft", "起草事项")
FIRST_REVIEW_ITEM = permission("catalogue.item.first_review", "初审事项")
REVIEW_LEGALITY = permission("catalogue.item.review_legality", "合法性审查")
KEEP_GATE = permission("catalogue.item.keep_gate", "把关事项")
PUBLISH_ITEM = permission("catalogue.item.publish", "发布事项")
WITHDRAW_ITEM = permission("catalogue.item.withdraw", "停用事项")
REGISTER_AUTHORITY = permission("catalogue.authority.register", "登记授权与受理方式")
TEACH_SEARCH = permission("catalogue.synonym.teach", "维护搜索的说法")
PURGE_SEARCHES = permission("catalogue.searches.purge", "清理没找到的搜索")
PUBLISH_DIRECTORY = permission("catalogue.directory.publish", "发布基本目录")
KEEP_MATERIALS = permission("catalogue.material.keep", "管理材料目录")
TAKE_IN_MATERIALS = permission("catalogue.material.take_in", "整批载入材料目录")
CLAIM_ENTRY = permission("catalogue.directory.claim", "认领目录事项")
