"""How far a material is trusted: the letters A to D, and the one wording of each."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# A comes from the body that keeps the record; B was looked at by a window and may be used
# again; C was uploaded, its original is looked at; D is the applicant's own word.
TRUST_LABELS: Final[Mapping[str, Promise | str]] = {
    "A": _("机关核发"),
    "B": _("窗口核验"),
    "C": _("需核原件"),
    "D": _("本人承诺"),
}
