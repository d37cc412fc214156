"""What can be granted about forms."""

from tongban.plumbing.access.permissions import permission

KEEP_FORM = permission("forms.form.keep", "保存表单")
