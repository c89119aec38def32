"""Every byte that the program writes during a session, and no patient in any of them.

The session is the one of `test_whole_session`, which is worked once for both.
A hook of the interpreter sees each file that is removed or renamed just before that, so that what
lay on the disk for a moment is read too. The engine's own files are read while the record is open,
after it was closed, and in a backup. What somebody asks for, a paper or an export, lies where they
say and is for reading; nothing of it may lie elsewhere.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from plexlog import house
from plexlog.domain.exports import ExportWanted
from plexlog.domain.progress import Progress, StoppedError
from plexlog.export_work import export_work
from plexlog.services.backups import back_up
from plexlog.services.desk import Desk
from plexlog.storage.engine import connect
from tests.journeys.conftest import MORNING
from ui.demo import story
from ui.demo.stage import SUMMARY, Stage, StageClock
from ui.settings.workstation import settings_path
from ui.settings.worn_look import WornLook
from ui.widgets.save_dialog import set_save_folder
from ui.widgets.theme import Look

pytestmark = pytest.mark.e2e

_WATCHERS: list[Callable[[Path], None]] = []
_GOES = {"os.remove", "os.rename"}
_FOLDERS = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


def _on_event(event: str, given: tuple[object, ...]) -> None:
    if event in _GOES and _WATCHERS:
        for watcher in _WATCHERS:
            watcher(Path(str(given[0])))


sys.addaudithook(_on_event)  # for as long as the interpreter runs; it acts while somebody watches


class Disk:
    """Everything under one folder, and what was there and went."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.gone: dict[str, bytes] = {}

    def note(self, place: Path) -> None:
        """Read a file that is about to go."""
        if place.is_file() and place.is_relative_to(self.root):
            self.gone[f"{place} ({len(self.gone)}, gone since)"] = place.read_bytes()

    def files(self) -> dict[str, bytes]:
        """Each file with its bytes, as they are now."""
        there = (one for one in self.root.rglob("*") if one.is_file() and not _is_asked_for(one))
        return {str(one): one.read_bytes() for one in there}


def _is_asked_for(place: Path) -> bool:
    """A paper that the story saves, or a picture of the demonstration."""
    return place.name == SUMMARY or place.suffix == ".png" or place.parent.name == "asked for"


def found_in(files: dict[str, bytes], words: set[str]) -> list[str]:
    """Where a word stands in the clear, however it is written; in names of files too."""
    found = []
    for word in words:
        for spelled in {word, word.upper(), word.lower(), word.casefold()}:
            codes = {spelled.encode(one, "ignore") for one in ("utf-8", "utf-16-le", "latin-1")}
            for name, content in files.items():
                if spelled in name or any(code in content for code in codes):
                    found.append(f"{spelled!r} in {name}")
    return found


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """A home, a folder for temporary files and a log of this test's own."""
    for name in _FOLDERS:
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(tmp_path)
    log = logging.FileHandler(tmp_path / "everything.log")
    logging.getLogger().addHandler(log)
    monkeypatch.setattr(logging.getLogger(), "level", logging.DEBUG)
    made = Disk(tmp_path)
    _WATCHERS.append(made.note)
    yield made
    _WATCHERS.remove(made.note)
    logging.getLogger().removeHandler(log)
    log.close()


@pytest.fixture
def worked(disk: Disk, look: Look) -> Iterator[Stage]:
    """A whole session, from the first start to the signature."""
    folder = disk.root / "record"
    folder.mkdir()
    made = Stage(folder, look, StageClock(MORNING))
    made.open()
    story.tell(made)
    yield made
    made.close()


def desk_of(stage: Stage) -> Desk:
    assert stage.program.window is not None
    return stage.program.window.desk


def words_of(desk: Desk) -> set[str]:
    """What tells who the patient is, and what was typed of them."""
    (line,) = desk.store.patients()
    return {line.family_name, line.given_name, line.record_number, line.birth_date}


def assert_no_byte_tells_who_a_patient_is(worked: Stage, disk: Disk, qapp: QApplication) -> None:
    """Read all that lies there, and what went, until the program has ended."""
    desk = desk_of(worked)
    words = words_of(desk)
    assert len(words) == 4
    assert all(words)
    (line,) = desk.store.patients()
    desk.store.keep_draft("form", {"family_name": line.family_name})

    while_open = disk.files()
    assert any(name.endswith("-wal") and content for name, content in while_open.items())
    assert found_in(while_open, words) == []

    made = back_up(desk)
    assert made.path.exists()
    _keep_settings(qapp, disk.root)
    _stop_an_export(desk, disk.root)
    house.verify(desk)
    worked.program.lock()

    after = disk.files()
    assert str(made.path) in after
    assert str(settings_path()) in after
    assert found_in(after, words) == []
    assert found_in(_own(disk.gone), words) == []

    worked.program.back_up()
    worked.program.close()
    assert found_in(disk.files(), words) == []


def test_it_would_be_found(tmp_path: Path) -> None:
    disk = Disk(tmp_path)
    (tmp_path / "a.log").write_text("about OKAFOR today", "utf-8")
    (tmp_path / "b.tmp").write_bytes("Okafor".encode("utf-16-le"))
    (tmp_path / "Okafor.txt").write_text("", "utf-8")
    _WATCHERS.append(disk.note)
    short = tmp_path / "short"
    short.write_text("okafor", "utf-8")
    short.unlink()
    _WATCHERS.remove(disk.note)

    assert len(found_in(disk.files(), {"Okafor"})) == 3
    assert len(found_in(disk.gone, {"Okafor"})) == 1


def test_the_engine_keeps_its_temporary_tables_in_memory() -> None:
    with closing(connect(":memory:")) as engine:
        options = {row[0] for row in engine.execute("PRAGMA compile_options")}

    assert options & {"TEMP_STORE=2", "TEMP_STORE=3"}


def _own(gone: dict[str, bytes]) -> dict[str, bytes]:
    """What went, but for what was asked for and was on its way to where that was to lie."""
    return {
        name: content
        for name, content in gone.items()
        if not _is_asked_for(Path(name)) and not Path(name).name.startswith(f".{SUMMARY}")
    }


def _keep_settings(app: QApplication, folder: Path) -> None:
    worn = WornLook(app, settings_path())
    worn.keep_lock_after(5)
    set_save_folder(str(folder))
    worn.keep_folder()
    set_save_folder("")
    worn.deleteLater()


def _stop_an_export(desk: Desk, root: Path) -> None:
    """An export that somebody stops leaves nothing where it was to lie, and nothing elsewhere."""
    folder = root / "asked for"
    folder.mkdir()
    progress = Progress(lambda step: progress.stop() if step.of else None)
    with pytest.raises(StoppedError):
        export_work(desk, ExportWanted(file=folder / "unit.zip")).work(progress)
    assert list(folder.iterdir()) == []
    export_work(desk, ExportWanted(file=folder / "unit.zip")).work(Progress())
    assert [one.name for one in folder.iterdir()] == ["unit.zip"]
