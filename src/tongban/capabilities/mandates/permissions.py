"""What can be granted about mandates."""

from tongban.plumbing.access.permissions import permission

KEEP_MANDATES = permission("mandates.mandate.keep", "委托和代办：给出、接受、收回")
REGISTER_MANDATE = permission(
    "mandates.mandate.register", "窗口登记代办授权", door="mandates"
)
