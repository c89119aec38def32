"""The key file beside the record: who may open it.

Plain JSON, and nothing in it opens anything by itself. It is written whole and put in place at
once, after a copy; if one of the two is lost the other serves. No cryptography here, so that the
sign-in window can name the staff before anything heavy is loaded.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from plexlog.domain.errors import StoreError

FORMAT = "plexlog-keys"
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What Argon2id spends on one password."""

    memory_kib: int = 64 * 1024
    iterations: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of staff with what their password unwraps; all bytes as hex."""

    login: str
    public_key: str
    salt: str
    cost: Cost
    page_key: str  # wrapped
    signing_key: str  # wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The content of a key file."""

    members: tuple[Member, ...] = ()
    recovery: Mapping[str, str] = field(default_factory=dict)  # salt and wrapped page key

    def member(self, login: str) -> Member | None:
        """The member of a login, however it is capitalised."""
        wanted = login.strip().casefold()
        return next((one for one in self.members if one.login.casefold() == wanted), None)

    def with_member(self, member: Member) -> Keys:
        """The same with one member added, or in the place of the one with that login."""
        return replace(self.without(member.login), members=(*self._others(member.login), member))

    def without(self, login: str) -> Keys:
        """The same without a member."""
        return replace(self, members=self._others(login))

    def _others(self, login: str) -> tuple[Member, ...]:
        leaving = self.member(login)
        return tuple(one for one in self.members if one is not leaving)


def key_path(path: Path) -> Path:
    """Where the keys of a record are."""
    return path.with_name(path.name + ".keys")


def copy_path(path: Path) -> Path:
    """Where the copy of them is."""
    return path.with_name(path.name + ".keys.copy")


def read_keys(path: Path) -> Keys:
    """The keys of a record; its copy when the first is lost. Raises StoreError."""
    present = [place for place in (key_path(path), copy_path(path)) if place.exists()]
    if not present:
        raise StoreError(
            f"The key file {key_path(path).name} is missing, and without it the record cannot be "
            "opened. The record itself is safe. Put the key file back beside it, from a backup."
        )
    for place in present:
        keys = _read(place)
        if keys is not None:
            return keys
    raise StoreError(
        f"The key file {key_path(path).name} is damaged, and without it the record cannot be "
        "opened. The record itself is safe. Put the key file back from a backup."
    )


def _read(place: Path) -> Keys | None:
    try:
        found: Any = json.loads(place.read_text("utf-8"))
        if (found["format"], found["version"]) != (FORMAT, VERSION):
            return None
        members = [Member(**one | {"cost": Cost(**one["cost"])}) for one in found["members"]]
        return Keys(members=tuple(members), recovery=found["recovery"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_keys(path: Path, keys: Keys) -> None:
    """Keep the keys, the copy first. Raises StoreError."""
    text = json.dumps({"format": FORMAT, "version": VERSION} | asdict(keys), indent=1)
    try:
        for place in (copy_path(path), key_path(path)):
            _put_in_place(place, text)
    except OSError as error:
        raise StoreError(
            f"The key file {key_path(path).name} could not be written; the earlier one is still "
            "in force. Check that the disk has room and that its folder can be written."
        ) from error


def _put_in_place(place: Path, text: str) -> None:
    new = place.with_name(place.name + ".new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(place)
