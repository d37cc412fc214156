"""The public keys by which anyone checks receipts and proofs without the platform."""

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.ground.refusals import NotFound
from tongban.plumbing.evidence.signing import (
    ALGORITHM,
    PublishedKey,
    list_published_keys,
)

FORMAT: Final = "tongban.keys/1"


@require_safe
def show_keys(request: HttpRequest) -> HttpResponse:
    """The keys in words, with their files and how they are used."""
    shown = [{"key_id": key.key_id, "pairs": _pairs(key)} for key in _keys()]
    return render(request, "portal/keys.html", {"keys": shown})


@require_safe
def show_keys_file(request: HttpRequest) -> JsonResponse:
    """All keys for programs; `--key` of the command line takes this file."""
    document = {
        "format": FORMAT,
        "keys": [
            {
                "key_id": key.key_id,
                "algorithm": ALGORITHM,
                "public_key": key.pem,
                "valid_from": key.valid_from.isoformat(),
                "signs_now": key.signs_now,
            }
            for key in _keys()
        ],
    }
    return JsonResponse(document, json_dumps_params={"indent": 1})


@require_safe
def show_key(request: HttpRequest, key_id: str) -> HttpResponse:
    """One key as a PEM file, kept under its name for good."""
    for key in _keys():
        if key.key_id == key_id:
            response = HttpResponse(key.pem, content_type="application/x-pem-file")
            name = f"{key_id[:16]}.pem"
            response["Content-Disposition"] = f'attachment; filename="{name}"'
            return response
    raise NotFound(_("没有这把公钥。请到“公钥”页面看现有的，例如 /keys。"))


def _keys() -> list[PublishedKey]:
    return list_published_keys(Path(settings.KEYS_ROOT))


def _pairs(key: PublishedKey) -> list[dict[str, Any]]:
    return [
        {"term": _("算法"), "value": ALGORITHM},
        {"term": _("启用时间"), "value": key.valid_from.date().isoformat()},
        {
            "term": _("现在"),
            "value": _("正在使用") if key.signs_now else _("不再签新的，旧的仍可核对"),
        },
    ]
