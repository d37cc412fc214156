"""What a backup consists of, signed: a changed one is not restored.

Trust comes from the keys that whoever restores brings along, never from the backup.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from tongban.ground.clock import PublicKey
from tongban.plumbing.backups.folders import MANIFEST, BackupRefused
from tongban.plumbing.evidence.documents import (
    DocumentRefused,
    check_signature,
    encode_document,
    read_document,
    sign_document,
)
from tongban.plumbing.evidence.signing import SigningKey

FORMAT: Final = "tongban.backup/1"
# How the parts are wrapped. The only seam: who adds a wrapping gives it a name here,
# wraps in `taking` and unwraps in `restoring`, and what is signed stays the same.
PLAIN: Final = "none"
HASH_KEY: Final = "hash.key"
_PROOF: Final = b"tongban.backup: the same hash key"


@dataclass(frozen=True)
class Manifest:
    """One backup."""

    name: str
    release: str
    ended_at: datetime
    system: str
    timeline: int
    start_segment: str
    is_continued: bool
    unpacked: int
    parts: dict[str, dict[str, Any]]
    files: dict[str, int]
    key_proof: str
    sealing: str = PLAIN

    def write(self, folder: Path, key: SigningKey) -> None:
        """Sign and write it last: a folder without one is no backup."""
        document = sign_document(
            {
                "format": FORMAT,
                "name": self.name,
                "release": self.release,
                "ended_at": self.ended_at.isoformat(),
                "system": self.system,
                "timeline": self.timeline,
                "start_segment": self.start_segment,
                "is_continued": self.is_continued,
                "unpacked": self.unpacked,
                "parts": self.parts,
                "files": self.files,
                "key_proof": self.key_proof,
                "sealing": self.sealing,
            },
            key,
        )
        (folder / MANIFEST).write_bytes(encode_document(document))

    @classmethod
    def read(cls, folder: Path, trusted: Iterable[PublicKey]) -> "Manifest":
        """Read and check it. Refuses what was changed, and what another installation signed."""
        try:
            document = read_document((folder / MANIFEST).read_bytes(), of_format=FORMAT)
        except (OSError, DocumentRefused):
            raise BackupRefused(
                f"备份 {folder.name} 的清单读不出来，不能用来恢复。请换一份备份。"
            ) from None
        check = check_signature(document, trusted)
        if not check.ok:
            raise BackupRefused(
                f"备份 {folder.name} 的清单没有通过核验：{check.detail}"
                "这份备份不能用；请换一份，并查清是谁改的。"
            )
        facts = {
            name: value
            for name, value in document.items()
            if name not in {"format", "key_id", "signature"}
        }
        facts["ended_at"] = datetime.fromisoformat(facts["ended_at"])
        return cls(**facts)

    def refuse_changed_parts(self, folder: Path) -> None:
        """Read every part and compare size and SM3."""
        for name, told in self.parts.items():
            path = folder / name
            if not path.is_file() or facts_of(path) != told:
                raise BackupRefused(
                    f"备份 {self.name} 的 {name} 不见了，或者和清单不符，"
                    "不能用来恢复。请换一份备份，并检查备份磁盘。"
                )


def facts_of(path: Path) -> dict[str, Any]:
    """Size and SM3 of a part."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, lambda: hashlib.new("sm3"))
    return {"size": path.stat().st_size, "sm3": digest.hexdigest()}


def proof_of_key(keys: Path) -> str:
    """What only this hash key gives; it tells nothing about the key."""
    key = (keys / HASH_KEY).read_bytes()
    return hmac.new(key, _PROOF, hashlib.sha256).hexdigest()
