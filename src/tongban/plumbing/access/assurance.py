"""How sure the platform is of who acts: four levels, and what an installation chose about them.

No national scale has numbers; four steps are common practice (1 a phone, 2 name and number
checked, 3 a face, bank or second factor on top, 4 a certificate). Which way of proving oneself
reaches which step is a city's choice within what the database allows; so is who in office
must have a second factor (等保2.0 三级: two kinds of proof, one of them cryptographic).
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

LEVELS: Final = (1, 2, 3, 4)
HIGHEST: Final = LEVELS[-1]
# The most that a method may be worth; the database holds proofs to the same.
MOST: Final = {
    "totp": 3,
    "passkey": 3,
    "recovery": 3,
    "face": 3,
    "trusted_identity": 4,
    "certificate": 4,
}


@dataclass(frozen=True)
class Assurance:
    """Levels of the methods, and the roles that need a second factor from a day on."""

    totp: int = 3
    passkey: int = 3
    recovery: int = 3
    face: int = 3
    # 国家网络身份认证 (网号、网证); a city that takes it for a certificate says 4.
    trusted_identity: int = 3
    certificate: int = 4
    # Who decides, publishes, or keeps others' rights. Empty day: nobody must yet.
    factor_roles: tuple[str, ...] = (
        "approver",
        "catalogue_publisher",
        "paper_approver",
        "city_paper_approver",
        "auditor",
        "operator",
    )
    factor_from: date | None = None

    def level_of(self, method: str) -> int:
        """The level that a proof of this method reaches."""
        reached: int = getattr(self, method)
        return reached

    def asks_factor(self, roles: set[str], *, on: date) -> bool:
        """Say whether somebody who holds these roles must have a second factor on that day."""
        return (
            self.factor_from is not None
            and on >= self.factor_from
            and not roles.isdisjoint(self.factor_roles)
        )
