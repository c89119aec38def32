"""The key file beside the record: who may open it.

Plain JSON, and nothing in it opens anything by itself. It bears a checksum, is written whole and
put in place at once, after a copy; whichever of the two is whole serves. No cryptography here, so
that the sign-in window can name the staff before anything heavy is loaded.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from plexlog.domain.errors import StoreError
from plexlog.storage.own_file import write_as_own

FORMAT = "plexlog-keys"
VERSION = 3
_WITHOUT_CHECKSUM = 1  # the version before there was one
_MOST_BYTES = 1024 * 1024
_KEY, _WRAPPED, _SIGNATURE, _SEALED, _HASH = 32, 60, 64, 92, 32  # lengths in bytes
_LEAST_SALT = 8
_COSTS = {"memory_kib": (8, 1024 * 1024), "iterations": (1, 100), "lanes": (1, 64)}


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
    page_key: str  # wrapped by the password; empty where it is sealed
    signing_key: str  # wrapped by the password
    sealing_key: str = ""  # public; a new page key is sealed to it
    sealing_signature: str = ""  # by the signing key, so that nobody puts in another
    sealed_page_key: str = ""  # given while the member was away
    vouched: str = ""  # who vouched for the signing key, as JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The content of a key file."""

    members: tuple[Member, ...] = ()
    recovery: Mapping[str, str] = field(default_factory=dict)  # salt and wrapped page key
    # hash of the row of the history that they came with: kept together with it, or not at all
    row: str = field(default="", compare=False)

    def member(self, login: str) -> Member | None:
        """The member of a login, however it is capitalised."""
        wanted = login.strip().casefold()
        return next((one for one in self.members if one.login.casefold() == wanted), None)

    def with_member(self, member: Member) -> Keys:
        """The same with one member added, or in the place of the one with that login."""
        former = self.member(member.login)
        if former is None:
            return replace(self, members=(*self.members, member))
        return replace(self, members=tuple(member if m is former else m for m in self.members))

    def public_key(self, login: str) -> str:
        """The public signing key of a member; empty where there is no such member."""
        member = self.member(login)
        return "" if member is None else member.public_key

    def without(self, login: str) -> Keys:
        """The same without a member."""
        leaving = self.member(login)
        return replace(self, members=tuple(one for one in self.members if one is not leaving))


def key_path(path: Path) -> Path:
    """Where the keys of a record are."""
    return path.with_name(path.name + ".keys")


def copy_path(path: Path) -> Path:
    """Where the copy of them is."""
    return path.with_name(path.name + ".keys.copy")


def next_path(path: Path) -> Path:
    """Where new keys lie until the record has the change that they belong to."""
    return path.with_name(path.name + ".keys.next")


def next_copy_path(path: Path) -> Path:
    """Where the copy of those lies."""
    return path.with_name(path.name + ".keys.copy.next")


def read_keys(path: Path) -> Keys:
    """The keys of a record; its copy when the first is lost or damaged. Raises StoreError."""
    return readings(path)[0]


def readings(path: Path) -> tuple[Keys, ...]:
    """What the key file and its copy say where they are whole; twice only where they differ.

    A file without a checksum can be whole and wrong, and then the other may be right.
    Raises StoreError.
    """
    present = [place for place in (key_path(path), copy_path(path)) if place.exists()]
    if not present:
        raise StoreError(
            f"The key file {key_path(path).name} is missing, and without it the record cannot be "
            "opened. The record itself is safe. Put the key file back beside it, from a backup."
        )
    read = [_read(place) for place in present]
    whole = [one for one in read if isinstance(one, Keys)]
    if whole:
        return tuple(one for n, one in enumerate(whole) if one not in whole[:n])
    if newer := [one for one in read if isinstance(one, int)]:
        raise StoreError(
            f"The key file {key_path(path).name} is of version {newer[0]}; this program knows "
            f"versions up to {VERSION}. Nothing was changed. Start the newer program."
        )
    raise StoreError(
        f"The key file {key_path(path).name} is damaged, and without it the record cannot be "
        "opened. The record itself is safe. Put the key file back from a backup."
    )


def keys_to_come(path: Path) -> Keys | None:
    """New keys that were not put in force yet; None where there are none.

    With a row they count once the record has that row; without, once it has their page key.
    Raises StoreError where they lie there and cannot be read at this moment.
    """
    try:
        text = next_path(path).read_bytes()
    except FileNotFoundError:
        return None
    except OSError:  # held by another program at this moment: it may be what counts
        text = _copy_to_come(path)
    found = _parsed(text)
    return found if isinstance(found, Keys) else None


def _copy_to_come(path: Path) -> bytes:
    try:
        return next_copy_path(path).read_bytes()
    except OSError as error:
        raise StoreError(
            f"The new keys in {next_path(path).name} cannot be read at this moment. Nothing is "
            "lost. Close other programs that may use that file, then try again."
        ) from error


def all_keys(path: Path) -> tuple[Keys, ...]:
    """Those in force and then those to come, if they can be read. Raises StoreError."""
    to_come = readable_to_come(path)
    return (*readings(path), *(() if to_come is None else (to_come,)))


def readable_to_come(path: Path) -> Keys | None:
    """The keys to come; None also where they cannot be read at this moment."""
    with suppress(StoreError):
        return keys_to_come(path)
    return None


def known_logins(path: Path) -> tuple[str, ...]:
    """Who may sign in, by any of the keys. Raises StoreError."""
    members = (member for keys in all_keys(path) for member in keys.members)
    return tuple(dict.fromkeys(member.login for member in members))


def is_as_written(path: Path, keys: Keys) -> bool:
    """Whether both files hold these keys, in the version of today."""
    try:
        texts = [place.read_bytes() for place in (key_path(path), copy_path(path))]
    except OSError:
        return False
    return texts == [_text(keys).encode()] * 2


def _read(place: Path) -> Keys | int | None:
    """The keys; the number of a version that is not known; None for a damaged file."""
    try:
        with place.open("rb") as file:
            text = file.read(_MOST_BYTES)
    except OSError:
        return None
    return _parsed(text)


def _parsed(text: bytes) -> Keys | int | None:
    try:
        found: Any = json.loads(text[:_MOST_BYTES])
        version = found["version"]
        if found["format"] != FORMAT or type(version) is not int:
            return None
        if version > VERSION:
            return version
        body = {"members": found["members"], "recovery": found["recovery"]}
        if version != _WITHOUT_CHECKSUM and found["checksum"] != _checksum(body):
            return None
        row = found.get("row", "")
        _see_hex(row, 0, _HASH)
        return replace(_keys(body), row=row)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _keys(body: Mapping[str, Any]) -> Keys:
    """The keys of a file, each part looked at. Raises ValueError, TypeError or KeyError."""
    members = tuple(Member(**one | {"cost": Cost(**one["cost"])}) for one in body["members"])
    for one in members:
        _see_member(one)
    logins = {one.login.casefold() for one in members}
    recovery = dict(body["recovery"])
    _see_hex(recovery["salt"], least=_LEAST_SALT)
    _see_hex(recovery["page_key"], _WRAPPED)
    if len(logins) != len(members) or set(recovery) != {"salt", "page_key"}:
        raise ValueError("logins are not told apart, or the recovery key is not as it should be")
    return Keys(members=members, recovery=recovery)


def _see_member(one: Member) -> None:
    if not one.login.strip() or not one.login.encode():
        raise ValueError("a login is empty")
    for name, (least, most) in _COSTS.items():
        given = getattr(one.cost, name)
        if type(given) is not int or not least <= given <= most:
            raise ValueError(f"{name} cannot be {given!r}")
    if one.cost.memory_kib < 8 * one.cost.lanes:
        raise ValueError("each lane takes 8 KiB")
    _see_hex(one.salt, least=_LEAST_SALT)
    _see_hex(one.public_key, _KEY)
    _see_hex(one.signing_key, _WRAPPED)
    _see_hex(one.page_key, *((0,) if one.sealed_page_key else (_WRAPPED,)))
    _see_hex(one.sealing_key, 0, _KEY)
    _see_hex(one.sealing_signature, 0, _SIGNATURE)
    _see_hex(one.sealed_page_key, 0, _SEALED)
    if type(one.vouched) is not str:
        raise ValueError("who vouched for a key is told in words")


def _see_hex(text: str, *lengths: int, least: int = 0) -> None:
    length = len(bytes.fromhex(text))
    if length < least or (lengths and length not in lengths):
        raise ValueError(f"{length} bytes are not what is kept here")


def _checksum(body: Mapping[str, Any]) -> str:
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _text(keys: Keys) -> str:
    body = asdict(keys)
    row = body.pop("row")
    head = {"format": FORMAT, "version": VERSION, "checksum": _checksum(body)}
    return json.dumps(head | body | ({"row": row} if row else {}), indent=1)


def write_keys(path: Path, keys: Keys) -> None:
    """Keep the keys, the copy first. Raises StoreError."""
    _put(path, keys, (copy_path(path), key_path(path)))


def write_keys_to_come(path: Path, keys: Keys, row: str = "") -> None:
    """Keep new keys beside those in force, ready to take their place. Raises StoreError.

    `row`: hash of the row of the history without which they do not count.
    """
    _put(path, replace(keys, row=row), (next_copy_path(path), next_path(path)))


def put_in_force(path: Path) -> None:
    """Let the keys to come take their place, by their names alone: that needs no room.

    Where it is refused they stay to come, and count all the same. Raises nothing.
    """
    with suppress(OSError):
        text = next_path(path).read_bytes()
        if next_copy_path(path).exists() and next_copy_path(path).read_bytes() == text:
            next_copy_path(path).replace(copy_path(path))
        else:
            write_as_own(copy_path(path), text.decode())
        sync_folder(path)
        next_path(path).replace(key_path(path))
        sync_folder(path)


def drop_keys_to_come(path: Path) -> None:
    """Those keys are in force now, or will never be."""
    for place in (next_path(path), next_copy_path(path)):
        with suppress(OSError):
            place.unlink(missing_ok=True)


def _put(path: Path, keys: Keys, places: tuple[Path, ...]) -> None:
    try:
        for place in places:
            write_as_own(place, _text(keys))
            sync_folder(place)
    except OSError as error:
        raise StoreError(
            f"The key file {key_path(path).name} could not be written; the earlier one is still "
            "in force. Check that the disk has room and that its folder can be written."
        ) from error


def sync_folder(place: Path) -> None:
    """Make the disk know the name too, where the system can be asked for that."""
    for number in _folder(place):
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _folder(place: Path) -> Iterator[int]:
    with suppress(OSError):  # some systems do not open folders
        yield os.open(place.parent, os.O_RDONLY)
