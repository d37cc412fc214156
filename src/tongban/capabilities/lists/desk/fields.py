"""The fields of the desk's forms about lists, and what was typed into them."""

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.capabilities.lists.commands.drafting import LONGEST_PAPER
from tongban.capabilities.lists.kinds import KINDS
from tongban.capabilities.lists.kinds.shape import Kind
from tongban.capabilities.lists.stages import RANK_LABELS
from tongban.capabilities.lists.states import FEE, ITEM, MATERIAL, PROOF, RANKS, STEP
from tongban.capabilities.lists.types import Entry, LegalBasis, ReleaseCard

Field = dict[str, Any]
Errors = dict[str, str]


def read_basis(posted: QueryDict) -> LegalBasis:
    """The legal basis as it was typed."""
    return LegalBasis(
        title=posted.get("basis_title", ""),
        rank=posted.get("basis_rank", ""),
        article=posted.get("basis_article", ""),
        number=posted.get("basis_number", ""),
    )


def read_papers(posted: QueryDict, kind: Kind) -> dict[str, str]:
    """The papers that go with the list, as they were typed."""
    return {key: posted.get(f"paper_{key}", "") for key in kind.papers}


def read_entry(posted: QueryDict, kind: Kind) -> Entry:
    """The row as it was typed."""
    return Entry(
        # What was typed and not picked is a code that somebody knows by heart.
        code=posted.get("code") or posted.get("code_words", ""),
        part=posted.get("part", "").strip(),
        reason=posted.get("reason", ""),
        basis=posted.get("basis", ""),
        terms={key: posted.get(f"term_{key}", "") for key in kind.terms},
    )


def new_fields(
    posted: QueryDict,
    errors: Errors,
    *,
    bodies: Sequence[tuple[str, str]],
    venues: Sequence[tuple[str, str]],
    classes: Sequence[tuple[str, str]],
) -> list[Field]:
    """Which list, who compiles it, of which hall, resting on which law."""
    kinds = [(kind.key, kind.title) for kind in KINDS.values()]
    fields = [
        _select("kind", _("哪一种清单"), kinds),
        _select("body", _("由哪个单位编制"), bodies, is_prompted=False),
        _select("venue", _("哪个大厅的"), venues)
        | {
            "required": False,
            "help": _("只有进驻清单、负面清单、窗口受理清单、乡镇和村的清单要选。"),
        },
        _select("window_class", _("哪一类窗口的"), classes)
        | {"required": False, "help": _("只有窗口受理清单要选。")},
        *_basis_fields(RANKS),
        _text("title", _("清单名称"), 200)
        | {"required": False, "help": _("不写就用这种清单的名称。")},
    ]
    return _filled(fields, posted, errors)


def head_fields(
    posted: QueryDict, card: ReleaseCard, errors: Errors | None
) -> list[Field]:
    """What the release is called and rests on."""
    held = {
        "title": card.title,
        "basis_title": card.basis.title,
        "basis_number": card.basis.number,
        "basis_article": card.basis.article,
        "basis_rank": card.basis.rank,
    }
    papers = KINDS[card.kind].papers
    held |= {f"paper_{key}": card.papers.get(key, "") for key in papers}
    fields = [
        _text("title", _("清单名称"), 200),
        *_basis_fields(KINDS[card.kind].ranks),
        *(
            _text(f"paper_{key}", label, LONGEST_PAPER)
            | {"type": "textarea", "help": _("和清单一起送审、公布；一条写一行。")}
            for key, label in papers.items()
        ),
    ]
    if errors is None:
        return [field | {"value": held[field["name"]]} for field in fields]
    return _filled(fields, posted, errors)


def entry_fields(posted: QueryDict, kind: Kind, errors: Errors | None) -> list[Field]:
    """What a row of this kind names, and what it has to say."""
    fields: list[Field] = [_code_field(kind)]
    parts = {
        MATERIAL: _("材料的编号"),
        FEE: _("收费的编号"),
        STEP: _("环节的编号"),
    }
    if kind.points_at in parts:
        fields.append(
            _text("part", parts[kind.points_at], 40)
            | {"help": _("指南里的编号。写错了会告诉您有哪些。"), "example": "m1"}
        )
    if kind.reasons:
        fields.append(_select("reason", _("理由"), list(kind.reasons.items())))
        bare = set(kind.reasons) <= kind.without_basis
        basis = _text("basis", _("依据"), 400) | {"required": not bare}
        basis["example"] = _("《中华人民共和国保守国家秘密法》第九条")
        fields.append(basis)
    fields += [
        _text(f"term_{key}", label, 500) | {"type": "textarea"}
        for key, label in kind.terms.items()
    ]
    return _filled(fields, posted, errors or {})


def _code_field(kind: Kind) -> Field:
    if kind.points_at == PROOF:
        return _text("code", _("材料目录编码"), 60) | {"example": "AL-M-0002"}
    label = _("事项") if kind.points_at == ITEM else _("哪个事项的")
    return _text("code", label, 64) | {
        "suggest": reverse("desk:item_suggest"),
        "help": _("名称、拼音首字母或者编码，打几个字就能选。"),
    }


def _basis_fields(ranks: Sequence[str]) -> list[Field]:
    return [
        _text("basis_title", _("依据的名称"), 300)
        | {"example": _("中华人民共和国行政许可法")},
        _text("basis_number", _("文号"), 120) | {"required": False},
        _text("basis_article", _("第几条"), 120)
        | {"required": False, "example": _("第三十条")},
        _select(
            "basis_rank",
            _("依据的层级"),
            [(rank, RANK_LABELS[rank]) for rank in ranks],
        )
        | {"help": _("部门文件不能作依据。")},
    ]


def _text(name: str, label: str, most: int) -> Field:
    return {
        "name": name,
        "label": label,
        "type": "text",
        "required": True,
        "max_length": most,
    }


def _select(
    name: str,
    label: str,
    choices: Sequence[tuple[str, str]],
    *,
    is_prompted: bool = True,
) -> Field:
    first = [("", _("请选"))] if is_prompted else []
    return {
        "name": name,
        "label": label,
        "type": "select",
        "required": True,
        "choices": [
            {"value": key, "label": words} for key, words in [*first, *choices]
        ],
    }


def _filled(fields: list[Field], posted: QueryDict, errors: Errors) -> list[Field]:
    return [
        field
        | {
            "value": posted.get(field["name"], ""),
            "error": errors.get(field["name"], ""),
        }
        for field in fields
    ]
