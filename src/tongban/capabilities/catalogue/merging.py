"""An officer's fragment laid over an item document, and which paths it touched. Pure.

Objects merge by key, lists are replaced, null takes away (RFC 7396). Materials alone can be
named by their position in the document before the merge, so that a list of twenty need not
be written again to mend one.
"""

from typing import Any, Final

from tongban.ground.refusals import Invalid

FORMAT: Final = "tongban.item-fragment/1"
_NOT_MERGED: Final = frozenset({"format", "guide"})

# What is not there differs from a null that is.
_ABSENT: Final = object()

Document = dict[str, Any]


def merge_fragment(
    document: Document, fragment: Document, *, guide: str = ""
) -> tuple[Document, list[str]]:
    """The merged document, and every path that was added, changed or taken away.

    `guide` is the guide that the draft came from. Refuses with Invalid: another format,
    another guide, a material position that is not there.
    """
    _require_fits(fragment, guide)
    patch = {key: value for key, value in fragment.items() if key not in _NOT_MERGED}
    materials = patch.pop("materials", None)
    merged = _merge(document, patch)
    if materials is not None:
        merged["materials"] = _materials(document.get("materials") or [], materials)
    return merged, changed_paths(document, merged)


def changed_paths(before: Any, after: Any, path: str = "") -> list[str]:
    """The paths at which two documents differ, each as deep as it goes."""
    if before == after:
        return []
    if isinstance(before, dict) and isinstance(after, dict):
        keys = [*before, *(key for key in after if key not in before)]
        inner = [(f"{path}.{key}" if path else key, key) for key in keys]
        return [
            found
            for deeper, key in inner
            for found in changed_paths(
                before.get(key, _ABSENT), after.get(key, _ABSENT), deeper
            )
        ]
    if isinstance(before, list) and isinstance(after, list):
        longest = max(len(before), len(after))
        pairs = [(_at(before, place), _at(after, place)) for place in range(longest)]
        return [
            found
            for place, (old, new) in enumerate(pairs, 1)
            for found in changed_paths(old, new, f"{path}[{place}]")
        ]
    return [path]


def _require_fits(fragment: Document, guide: str) -> None:
    if not isinstance(fragment, dict):
        raise Invalid(
            {"fragment": '补充内容要写成一个对象，例如 {"name": "食品经营许可"}。'}
        )
    if fragment.get("format", FORMAT) != FORMAT:
        raise Invalid({"format": f"补充内容的 format 不对，应写 {FORMAT}。"})
    named = fragment.get("guide", "")
    if named and named != guide:
        raise Invalid(
            {
                "guide": f"补充内容是给“{named}”的，这份草稿来自「{guide}」。"
                "请选对应的草稿，或者删去 guide 这一行。"
            }
        )


def _merge(before: Any, patch: Any) -> Any:
    if not isinstance(patch, dict):
        return patch
    merged = dict(before) if isinstance(before, dict) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = _merge(merged.get(key), value)
    return merged


def _materials(before: list[Document], patch: Any) -> list[Document]:
    if not isinstance(patch, list) or not all(isinstance(row, dict) for row in patch):
        raise Invalid({"materials": '材料要写成一组，例如 [{"position": 1}]。'})
    overlays: dict[int, Document] = {}
    added = []
    for entry in patch:
        place = entry.get("position")
        if place is None:
            added.append(dict(entry))
        elif isinstance(place, int) and 1 <= place <= len(before):
            overlays[place] = entry
        else:
            raise Invalid(
                {
                    "materials": f"没有第 {place} 项材料，这份草稿有 {len(before)} 项。"
                    "请改成有的位置，例如 1；新增的材料不写 position。"
                }
            )
    kept = [
        _overlay(row, overlays.get(place, {}))
        for place, row in enumerate(before, 1)
        if not overlays.get(place, {}).get("drop")
    ]
    return kept + added


def _overlay(material: Document, entry: Document) -> Document:
    own = {
        key: value for key, value in entry.items() if key not in {"position", "drop"}
    }
    merged: Document = _merge(material, own)
    return merged


def _at(listed: list[Any], place: int) -> Any:
    return listed[place] if place < len(listed) else _ABSENT
