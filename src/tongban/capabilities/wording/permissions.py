"""What can be granted about the words of papers: a body's own, and the whole city's."""

from tongban.plumbing.access.permissions import permission

DRAFT = permission("wording.version.draft", "编写本单位的文书模板")
PUT_IN_FORCE = permission("wording.version.put_in_force", "启用本单位的文书模板")
DRAFT_CITY = permission("wording.city_version.draft", "编写全市通用的文书模板")
PUT_CITY_IN_FORCE = permission(
    "wording.city_version.put_in_force", "启用全市通用的文书模板"
)
