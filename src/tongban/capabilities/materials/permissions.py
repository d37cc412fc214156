"""What can be granted about materials."""

from tongban.plumbing.access.permissions import permission

HAND_IN = permission("materials.upload.hand_in", "提交材料文件")
