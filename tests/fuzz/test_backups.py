"""A backup of any content is looked into or refused in a sentence, and the record stays."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from plexlog.domain.backups import Examined
from plexlog.domain.errors import PlexlogError
from plexlog.storage import restore
from tests.fuzz.spoiled import is_said, spoiled_bytes, tried
from tests.storage.conftest import clock, path, record, session_key
from tests.storage.test_restore import asking, backup
from tests.storage.ward import WardClock

__all__ = ["backup", "clock", "path", "record", "session_key"]  # fixtures


@tried(6)
@given(st.data())
def test_a_backup_of_any_content_is_refused_and_the_record_stays(
    path: Path, backup: Path, clock: WardClock, data: st.DataObject
) -> None:
    before = path.read_bytes()
    whole = backup.read_bytes()
    keys = backup.with_name(backup.name + ".keys").read_bytes()
    spoiled = backup.with_name("spoiled.plexlog")
    spoiled.write_bytes(data.draw(st.binary(max_size=5000) | spoiled_bytes(whole)))
    spoiled.with_name(spoiled.name + ".keys").write_bytes(
        data.draw(st.just(keys) | spoiled_bytes(keys))
    )

    try:
        examined = restore.examine(asking(path, clock), spoiled)
    except PlexlogError as refused:
        is_said(refused)
    else:
        assert isinstance(examined, Examined)
        restore.give_up(examined)

    assert path.read_bytes() == before
