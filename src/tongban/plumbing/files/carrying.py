"""A file that is looked at before it is taken in: the page of the preview carries it along."""

import base64
import binascii
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tongban.ground.refusals import Invalid

# A third more as text, twice over the wire: what is larger goes by the command line.
MOST_BYTES: Final = 3 << 20
_LONGEST_NAME: Final = 200


def read_carried(
    request: HttpRequest, *, refuse: Callable[[int], None], example: str, command: str
) -> tuple[str, bytes]:
    """The name and bytes of the file just sent, or of the one that the preview carries.

    `refuse` judges the size before anything is read whole; `example` is a file's name, and
    `command` what takes a larger one. Refuses with Invalid.
    """
    carried = request.POST.get("carried", "")
    if carried:
        try:
            content = base64.b64decode(carried, validate=True)
        except binascii.Error:
            words = _("预览里的文件不完整了，请重新选一次，例如 %(example)s。")
            raise Invalid({"file": words % {"example": example}}) from None
        return request.POST.get("file_name", "")[:_LONGEST_NAME], content
    upload = request.FILES.get("file")
    if upload is None or isinstance(upload, list):
        words = _("请选一个文件，例如从模板填好的 %(example)s。")
        raise Invalid({"file": words % {"example": example}})
    size = upload.size or 0
    refuse(size)
    if size > MOST_BYTES:
        words = _("网页上最大 3 MB。请拆成几份，或用命令：%(command)s。")
        raise Invalid({"file": words % {"command": command}})
    return upload.name or "", upload.read()


def carry(name: str, content: bytes) -> dict[str, str]:
    """What the page of the preview holds, to send it again."""
    return {"carried": base64.b64encode(content).decode(), "file_name": name}
