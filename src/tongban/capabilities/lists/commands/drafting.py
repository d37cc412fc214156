"""What the commands on releases share: finding one to change, and what it must say."""

from collections.abc import Mapping
from uuid import UUID

from tongban.capabilities.lists.kinds.shape import Kind, Line
from tongban.capabilities.lists.models import ListRelease, ListRow
from tongban.capabilities.lists.queries.releases import cards_of
from tongban.capabilities.lists.stages import RANK_LABELS
from tongban.capabilities.lists.states import OPEN
from tongban.capabilities.lists.types import LegalBasis, ReleaseCard
from tongban.ground.refusals import Invalid, MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor

_LONGEST_TITLE = 200
LONGEST_PAPER = 20_000


def release_to_change(
    actor: Actor, release_id: UUID
) -> tuple[ListRelease, ReleaseCard]:
    """The release, locked. Refuses with NotFound; with MoveRefused where it rests."""
    row = (
        ListRelease.objects.select_for_update(of=("self",))
        .filter(city=actor.city, pk=release_id)
        .first()
    )
    if row is None:
        raise NotFound("没有找到这份清单，或者它不归您的单位管。")
    card = cards_of([row])[0]
    if card.stage not in OPEN:
        raise MoveRefused(
            "这份清单已经送审、发布或者作废，不能再改。要改，请先由审查人员退回，"
            "或者另编一份。"
        )
    return row, card


def check_head(kind: Kind, title: str, basis: LegalBasis) -> str:
    """The title as it is kept. Refuses with Invalid, field by field."""
    errors: dict[str, str] = {}
    said = title.strip()
    if not said or len(said) > _LONGEST_TITLE:
        errors["title"] = (
            f"请写清单名称，最多 {_LONGEST_TITLE} 个字，例如：{kind.title}（2026 年版）。"
        )
    if not basis.title.strip():
        errors["basis_title"] = "请写依据的名称，例如：中华人民共和国行政许可法。"
    if basis.rank not in kind.ranks:
        allowed = "、".join(RANK_LABELS[rank] for rank in kind.ranks)
        errors["basis_rank"] = f"这种清单的依据只能是：{allowed}。部门文件不能作依据。"
    if errors:
        raise Invalid(errors)
    return said


def kept_basis(basis: LegalBasis) -> dict[str, str]:
    """The columns of a release in which its basis is kept."""
    return {
        "basis_title": basis.title.strip(),
        "basis_number": basis.number.strip(),
        "basis_article": basis.article.strip(),
        "basis_rank": basis.rank,
    }


def check_papers(kind: Kind, papers: Mapping[str, str]) -> dict[str, str]:
    """The papers of a kind as they are kept; one that is not written yet is left out.

    Refuses with Invalid (paper_<key>) for one that is too long.
    """
    said = {key: papers.get(key, "").strip() for key in kind.papers}
    errors = {
        f"paper_{key}": f"“{kind.papers[key]}”最多写 {LONGEST_PAPER} 个字，请精简。"
        for key, text in said.items()
        if len(text) > LONGEST_PAPER
    }
    if errors:
        raise Invalid(errors)
    return {key: text for key, text in said.items() if text}


def row_of(release: ListRelease, line: Line) -> ListRow:
    """A row that names what the line points at."""
    guide = line.guide
    return ListRow(
        city=release.city,
        release=release,
        kind=release.kind,
        item_id=guide.item_id if guide else None,
        version_id=guide.version_id if guide else None,
        material_id=line.material.material_id if line.material else None,
        fee_id=line.fee.fee_id if line.fee else None,
        step_id=line.step.step_id if line.step else None,
        material_type_id=line.material_type_id,
        reason=line.reason,
        basis=line.basis[: ListRow._meta.get_field("basis").max_length],
        terms=dict(line.terms),
    )
