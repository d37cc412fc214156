"""A release of a list and its rows: each row names what was published, and copies nothing."""

from functools import reduce
from operator import or_

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Value

from tongban.capabilities.lists.kinds import KINDS
from tongban.capabilities.lists.kinds.shape import Kind
from tongban.capabilities.lists.states import FEE, ITEM, MATERIAL, PROOF, STEP
from tongban.plumbing.database.constraints import SameParent
from tongban.plumbing.database.keys import new_key

# Which columns of a row are filled, by what its kind points at.
_POINTERS = {
    ITEM: ("item", "version"),
    MATERIAL: ("item", "version", "material"),
    FEE: ("item", "version", "fee"),
    STEP: ("item", "version", "step"),
    PROOF: ("material_type",),
}
# Something besides blanks, also those that are no blanks to PostgreSQL's \\s everywhere.
SAYS_SOMETHING = r"[^\s\u00a0\u3000]"
_ALL_POINTERS = ("item", "version", "material", "fee", "step", "material_type")


def _any(cases: list[Q]) -> Q:
    return reduce(or_, cases)


def _by_kind(kinds: list[Kind]) -> Q:
    return Q(kind__in=[kind.key for kind in kinds])


def _ranks() -> Q:
    """The ranks that each kind allows its legal basis (CAT-06)."""
    groups: dict[tuple[str, ...], list[Kind]] = {}
    for kind in KINDS.values():
        groups.setdefault(kind.ranks, []).append(kind)
    return _any(
        [
            _by_kind(kinds) & Q(basis_rank__in=list(ranks))
            for ranks, kinds in groups.items()
        ]
    )


def _pointing() -> Q:
    groups: dict[str, list[Kind]] = {}
    for kind in KINDS.values():
        groups.setdefault(kind.points_at, []).append(kind)
    return _any(
        [
            _by_kind(kinds)
            & Q(
                **{
                    f"{name}__isnull": name not in _POINTERS[points_at]
                    for name in _ALL_POINTERS
                }
            )
            for points_at, kinds in groups.items()
        ]
    )


def _terms(kind: Kind) -> Q:
    """All texts of the kind, or none; that they are no blanks is in the law file."""
    return Q(terms__has_keys=sorted(kind.terms)) if kind.terms else Q(terms={})


def _reasons() -> Q:
    """A reason that the kind knows; a basis, unless the reason needs none; every text."""
    cases = []
    for kind in KINDS.values():
        said = Q(kind=kind.key) & _terms(kind)
        if not kind.reasons:
            cases.append(said & Q(reason=""))
            continue
        bare = sorted(kind.without_basis)
        told = Q(reason__in=bare) | (
            Q(reason__in=sorted(set(kind.reasons) - kind.without_basis))
            & Q(basis__regex=SAYS_SOMETHING)
        )
        cases.append(said & told)
    return _any(cases)


def _by_window_class() -> Q:
    """A class of windows where the kind has one; papers where the kind has any."""
    of_classes = [one for one in KINDS.values() if one.of_window_classes]
    others = [one for one in KINDS.values() if not one.of_window_classes]
    return _any(
        [
            _by_kind(of_classes) & Q(window_class__isnull=False),
            _by_kind(others) & Q(window_class__isnull=True, papers={}),
        ]
    )


class ListRelease(models.Model):
    """One release of a kind of list, from its first draft to its publication."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    kind = models.CharField(max_length=24)
    # The hall that the list is about, where each hall has a list of its own.
    venue = models.ForeignKey("orgs.Venue", models.PROTECT, null=True, related_name="+")
    # The class of windows of that hall, where each class has a list of its own.
    window_class = models.ForeignKey(
        "orgs.WindowClass", models.PROTECT, null=True, related_name="+"
    )
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    basis_title = models.CharField(max_length=300)
    basis_number = models.CharField(max_length=120, default="", blank=True)
    basis_article = models.CharField(max_length=120, default="", blank=True)
    basis_rank = models.CharField(max_length=24)
    # The papers that are published with it, by the keys of its kind.
    papers = models.JSONField(
        default=dict, db_default=Value({}, output_field=models.JSONField())
    )
    drafted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    # Everybody who wrote in it. A trigger keeps it: none of them may review it.
    writers = ArrayField(models.UUIDField(), default=list)
    revised_at = models.DateTimeField()
    discarded_at = models.DateTimeField(null=True)
    discarded_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        """Mutable only while its drafter has it: the law file says when."""

        db_table = "list_release"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "kind", "venue", "window_class", "number"],
                name="one_release_a_number",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(fields=["id", "kind"], name="release_of_kind"),
            models.CheckConstraint(
                condition=_ranks() & Q(basis_title__regex=SAYS_SOMETHING),
                name="a_list_rests_on_law",
            ),
            models.CheckConstraint(
                condition=_any(
                    [
                        _by_kind([one for one in KINDS.values() if one.is_of_a_hall])
                        & Q(venue__isnull=False),
                        _by_kind(
                            [one for one in KINDS.values() if not one.is_of_a_hall]
                        )
                        & Q(venue__isnull=True),
                    ]
                ),
                name="a_list_of_its_hall",
            ),
            models.CheckConstraint(
                condition=_by_window_class(), name="a_list_of_its_window_class"
            ),
        ]


class ListRow(models.Model):
    """One row: the published version, material, fee, step or proof it names, and why."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    release = models.ForeignKey(
        ListRelease,
        models.PROTECT,
        related_name="rows",
        db_constraint=False,
        db_index=False,
    )
    kind = models.CharField(max_length=24)
    item = models.ForeignKey(
        "catalogue.Item",
        models.PROTECT,
        null=True,
        related_name="+",
        db_constraint=False,
    )
    version = models.ForeignKey(
        "catalogue.ItemVersion",
        models.PROTECT,
        null=True,
        related_name="+",
        db_constraint=False,
    )
    material = models.ForeignKey(
        "catalogue.ItemMaterial",
        models.PROTECT,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    fee = models.ForeignKey(
        "catalogue.ItemFee",
        models.PROTECT,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    step = models.ForeignKey(
        "catalogue.ItemStep",
        models.PROTECT,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    material_type = models.ForeignKey(
        "catalogue.MaterialType", models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=24, default="", blank=True)
    basis = models.CharField(max_length=400, default="", blank=True)
    terms = models.JSONField(default=dict)

    class Meta:
        """Composite keys tie a row to its list, and what it names to one version."""

        db_table = "list_row"
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "release",
                    "version",
                    "material",
                    "fee",
                    "step",
                    "material_type",
                ],
                name="listed_once",
                nulls_distinct=False,
            ),
            SameParent(
                name="row_of_its_list",
                fields=["release", "kind"],
                to="lists.ListRelease",
                to_fields=["id", "kind"],
            ),
            SameParent(
                name="item_of_the_listed_version",
                fields=["version", "item"],
                to="catalogue.ItemVersion",
                to_fields=["id", "item"],
            ),
            SameParent(
                name="material_of_the_listed_version",
                fields=["version", "material"],
                to="catalogue.ItemMaterial",
                to_fields=["version", "id"],
            ),
            SameParent(
                name="fee_of_the_listed_version",
                fields=["version", "fee"],
                to="catalogue.ItemFee",
                to_fields=["version", "id"],
            ),
            SameParent(
                name="step_of_the_listed_version",
                fields=["version", "step"],
                to="catalogue.ItemStep",
                to_fields=["version", "id"],
            ),
            models.CheckConstraint(condition=_pointing(), name="a_row_names_its_kind"),
            models.CheckConstraint(condition=_reasons(), name="an_entry_says_why"),
        ]
