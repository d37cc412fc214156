"""What is typed in this room: said shortly enough, and saying something."""

from collections.abc import Mapping

from tongban.ground.refusals import Invalid


def need_words(said: Mapping[str, tuple[str, int, str]]) -> dict[str, str]:
    """The texts by name, tidied; each comes with its longest length and what to write.

    Refuses with Invalid, all at once.
    """
    tidy = {name: text.strip() for name, (text, _most, _words) in said.items()}
    errors = {
        name: f"{words}（1 至 {most} 个字）"
        for name, (_text, most, words) in said.items()
        if not 0 < len(tidy[name]) <= most
    }
    if errors:
        raise Invalid(errors)
    return tidy
