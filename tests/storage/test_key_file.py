"""A key file is whole or told as damaged; a good copy is used, and a flipped digit is no lie."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plexlog.domain.errors import AccessError, StoreError
from plexlog.storage import key_file, unit_file, vault
from plexlog.storage.key_file import (
    Keys,
    copy_path,
    is_as_written,
    key_path,
    read_keys,
    sync_folder,
    write_keys,
)
from plexlog.storage.unit_record import UnitRecord
from tests.storage.old_files import FILES
from tests.storage.ward import FAST, LOGIN, PASSWORD, WardClock, open_up

PLACES = (key_path, copy_path)


def flipped(text: str, old: str) -> str:
    """The text with the first digit of `old` changed."""
    other = "0" if old[0] != "0" else "1"
    return text.replace(old, other + old[1:], 1)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "of", [lambda m: m.salt, lambda m: m.page_key, lambda m: m.signing_key, lambda m: m.public_key]
)
def test_a_flipped_digit_is_not_told_as_a_wrong_password(
    path: Path, clock: WardClock, place: Callable[[Path], Path], of: Callable[[Any], str]
) -> None:
    digits = of(read_keys(path).members[0])
    spoiled = flipped(place(path).read_text("utf-8"), digits)
    place(path).write_text(spoiled, "utf-8")

    open_up(path, clock).close()

    assert key_path(path).read_bytes() == copy_path(path).read_bytes()


def test_damage_in_both_files_is_told_as_damage(path: Path, clock: WardClock) -> None:
    for place in PLACES:
        text = place(path).read_text("utf-8")
        place(path).write_text(flipped(text, read_keys(path).members[0].salt), "utf-8")

    with pytest.raises(StoreError, match="is damaged"):
        open_up(path, clock)


def of_version_1(path: Path) -> Keys:
    """Put down a key file and its copy as the first version wrote them."""
    for place in PLACES:
        place(path).write_bytes((FILES / "v001.keys").read_bytes())
    return read_keys(path)


def test_a_file_of_version_1_is_read_and_written_as_the_next_when_it_is_opened(
    tmp_path: Path, clock: WardClock
) -> None:
    path = tmp_path / "unit.plexlog"
    before = of_version_1(path)

    opened = unit_file.unlock(path, LOGIN, PASSWORD, clock)

    after = json.loads(key_path(path).read_text("utf-8"))
    assert (after["version"], bool(after["checksum"])) == (3, True)
    (member,) = read_keys(path).members
    assert vault.can_be_sealed_to(member, opened.signer.public_key)
    assert member.page_key == before.members[0].page_key


def test_of_two_files_without_a_checksum_the_one_that_opens_is_kept(
    tmp_path: Path, clock: WardClock
) -> None:
    path = tmp_path / "unit.plexlog"
    keys = of_version_1(path)
    text = key_path(path).read_text("utf-8")
    key_path(path).write_text(flipped(text, keys.members[0].signing_key), "utf-8")

    opened = unit_file.unlock(path, None, PASSWORD, clock)

    assert len(key_file.readings(path)) == 1
    assert is_as_written(path, vault.completed(read_keys(path), opened))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda made: made["members"][0].update(salt="zz"),
        lambda made: made["members"][0].update(salt="00"),
        lambda made: made["members"][0].update(page_key="00" * 10),
        lambda made: made["members"][0].update(login=" "),
        lambda made: made["members"][0].update(login=7),
        lambda made: made["members"][0].update(vouched=7),
        lambda made: made["members"][0].update(login="\ud800"),
        lambda made: made["members"][0]["cost"].update(lanes=0),
        lambda made: made["members"][0]["cost"].update(lanes=True),
        lambda made: made["members"][0]["cost"].update(lanes=64),
        lambda made: made["members"][0]["cost"].update(memory_kib=10**12),
        lambda made: made["members"].append(dict(made["members"][0])),
        lambda made: made.update(members={}, recovery=[]),
        lambda made: made.update(version="1"),
        lambda made: made.update(version=True),
        lambda made: made["recovery"].update(more=""),
    ],
)
def test_what_cannot_be_in_a_key_file_is_told_as_damage(
    path: Path, spoil: Callable[[Any], object]
) -> None:
    of_version_1(path)
    made = json.loads(key_path(path).read_text("utf-8"))
    spoil(made)
    for place in PLACES:
        place(path).write_text(json.dumps(made), "utf-8")

    with pytest.raises(StoreError, match="is damaged"):
        read_keys(path)


def test_a_key_file_of_a_newer_program_is_told(path: Path) -> None:
    for place in PLACES:
        text = place(path).read_text("utf-8")
        place(path).write_text(text.replace('"version": 3', '"version": 4'), "utf-8")

    with pytest.raises(StoreError, match="is of version 4; this program knows versions up to 3"):
        read_keys(path)


def test_a_deep_file_is_damage_and_no_crash(path: Path) -> None:
    for place in PLACES:
        place(path).write_text("[" * 200_000, "utf-8")

    with pytest.raises(StoreError, match="is damaged"):
        read_keys(path)


def test_keys_are_not_made_good_while_somebody_has_the_record_open(
    record: UnitRecord, path: Path, clock: WardClock
) -> None:
    del record
    key_path(path).unlink()

    unit_file.unlock(path, LOGIN, PASSWORD, clock)
    assert not key_path(path).exists()


def test_keys_that_were_changed_meanwhile_are_not_put_back(
    path: Path, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    key_path(path).unlink()
    others = vault.found(LOGIN, "nine herons", FAST)[0]
    opening = vault.open_with_password

    def slow(keys: Keys, login: str, password: str) -> vault.Opened:
        opened = opening(keys, login, password)
        write_keys(path, others)
        return opened

    monkeypatch.setattr(vault, "open_with_password", slow)
    unit_file.unlock(path, LOGIN, PASSWORD, clock)

    assert read_keys(path) == others


def test_keys_are_as_written_only_while_both_files_are_there(path: Path) -> None:
    keys = read_keys(path)
    assert is_as_written(path, keys)

    copy_path(path).unlink()

    assert not is_as_written(path, keys)


def test_a_folder_that_cannot_be_opened_is_not_waited_for(tmp_path: Path) -> None:
    sync_folder(tmp_path / "none" / "file")
    sync_folder(tmp_path / "file")


_WHOLE: dict[str, bytes] = {}


def whole_file(version: int, folder: Path) -> bytes:
    """A key file of a version, made once."""
    if version == 1:
        return (FILES / "v001.keys").read_bytes()
    if "2" not in _WHOLE:
        keys, _page_key, _recovery = vault.found(LOGIN, PASSWORD, FAST)
        write_keys(folder / "made", keys)
        _WHOLE["2"] = key_path(folder / "made").read_bytes()
    return _WHOLE["2"]


@settings(max_examples=150)
@given(
    version=st.sampled_from([1, 2]),
    cut=st.integers(0, 3000),
    at=st.integers(0, 2000),
    byte=st.integers(0, 255),
    other=st.binary(max_size=40),
)
def test_no_damage_of_a_key_file_is_a_crash(
    tmp_path_factory: pytest.TempPathFactory,
    version: int,
    cut: int,
    at: int,
    byte: int,
    other: bytes,
) -> None:
    folder = tmp_path_factory.mktemp("keys")
    path = folder / "unit.plexlog"
    content = bytearray(whole_file(version, folder))
    content[at % len(content)] = byte
    key_path(path).write_bytes(bytes(content[:cut]))
    copy_path(path).write_bytes(other)

    try:
        opened = unit_file.unlock(path, LOGIN, PASSWORD, WardClock())
    except (StoreError, AccessError):
        return
    assert len(opened.page_key) == 32


def test_a_key_file_that_cannot_be_read_gives_way_to_its_copy(
    record: UnitRecord, path: Path
) -> None:
    keys = read_keys(path)
    key_path(path).unlink()
    key_path(path).mkdir()

    assert read_keys(path) == keys
    assert record.unit().name
