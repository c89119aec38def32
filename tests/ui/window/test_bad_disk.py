"""A full or read-only disk at each place of the window beside the session: said, nothing is lost.

Each is filled in until all that is missing is to keep it; then the disk takes nothing more.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from plexlog.domain.unit import Role
from plexlog.domain.words import LabTiming, PhysicianTextKind
from plexlog.services.backups import backup_state
from plexlog.services.desk import Desk
from plexlog.services.two_people import NEW_FOR
from plexlog.storage import backup
from plexlog.storage.engine import EngineError
from plexlog.storage.unit_record import UnitRecord
from tests.bad_disk import SENTENCES, all_on_record, bad_disk, walked
from tests.ui.conftest import PASSWORD, WardClock
from tests.ui.pages.program import SECOND, Ward, part_of, ward_takes_on
from tests.ui.window.test_course_results import FIBRINOGEN, enter, opened
from tests.ui.window.test_today_page import window_of
from ui.course.report_dialog import ReportDialog
from ui.course.report_presenter import ReportPresenter
from ui.session.entry_dialog import EntryDialog
from ui.session.run_dialogs import note_dialog
from ui.settings.limit_table import LimitTable
from ui.settings.limits_page import LimitsPage
from ui.settings.staff_dialog import StaffDialog
from ui.shell.window import Opened
from ui.today.follow_up_strip import FollowUpItem
from ui.widgets.toast import Toast

CASE = Path(__file__).parents[2] / "cases" / "ttp-plasma-daily.json"
Filled = Callable[[Ward, str], "Waiting"]


@dataclass(frozen=True)
class Waiting:
    """A form that is filled in: what keeps it, and what must stand in it when that fails."""

    keep: Callable[[], object]
    typed: Callable[[], object] = lambda: None


def _patient(ward: Ward, _course_key: str) -> Waiting:
    window_of(ward).admit_patient()
    ward.type("family_name", "Okafor").type("given_name", "Ngozi")
    ward.type("birth_date", "19840309").type("record_number", "0048213")
    window_of(ward).keep_typed()
    return Waiting(lambda: ward.press("give_patient"), ward.form.texts)


def _patient_corrected(ward: Ward, _course_key: str) -> Waiting:
    key = window_of(ward).desk.store.courses()[0].patient_key
    window_of(ward).open(Opened("patient-form", key))
    ward.type("given_name", "Ngozi").type("why", "misspelt")
    return Waiting(lambda: ward.press("give_patient"), ward.form.texts)


def _order_changed(ward: Ward, course_key: str) -> Waiting:
    window_of(ward).change_order(course_key)
    ward.type("plasma_volumes", "1.2").type("ordered_by", "Dr B").type("why", "slow")
    return Waiting(lambda: ward.press("give_order"), ward.order.texts)


def _result(ward: Ward, course_key: str) -> Waiting:
    window_of(ward).open_course(course_key)
    dialog = opened(ward)
    QTest.mouseClick(dialog.draw.button("next-day"), Qt.MouseButton.LeftButton)
    enter(dialog, "at", "2026-11-05 08:10")
    box = dialog.box(FIBRINOGEN).edit
    return Waiting(lambda: enter(dialog, FIBRINOGEN, "1.9"), box.text)


def _call(ward: Ward, _course_key: str) -> Waiting:
    ward.today.findChildren(FollowUpItem)[0].click()
    QApplication.processEvents()
    frame = ward.program.frame
    note = next(one for one in frame.findChildren(QLineEdit, "note") if one.isVisible())
    note.setText("well")
    part_of(frame, QPushButton, "reached").click()
    return Waiting(part_of(frame, QPushButton, "follow_up_keep").click, note.text)


def _words(ward: Ward, course_key: str) -> Waiting:
    _become(ward, Role.PHYSICIAN)
    window_of(ward).open_course(course_key)
    ward.press("course_report")
    dialog = part_of(ward.page, ReportDialog, "report_dialog")
    box = dialog.words[PhysicianTextKind.NARRATIVE].box

    def keep() -> None:
        box.setFocus()
        QTest.keyClicks(box, "She walks again.")
        QTest.keyClick(box, Qt.Key.Key_Tab)

    return Waiting(keep, box.toPlainText)


def _staff(ward: Ward, _course_key: str) -> Waiting:
    dialog = _asked(ward, "staff", "add_staff")
    words = {"name": "Cara Linde", "login": "cara", "password": "nine grey herons"}
    return _to_give(dialog, words | {"again": "nine grey herons", "role": "nurse"})


def _password(ward: Ward, _course_key: str) -> Waiting:
    dialog = _asked(ward, "staff", "own_password")
    words = {"own": PASSWORD, "password": "nine grey herons", "again": "nine grey herons"}
    return _to_give(dialog, words)


def _folder(ward: Ward, _course_key: str) -> Waiting:
    _become(ward, Role.MANAGER)
    dialog = _asked(ward, "backups", "choose_folder")
    folder = str(_record(ward).database.path.parent)
    return _to_give(dialog, {"folder": folder, "why": "another disk"})


def _limit(ward: Ward, _course_key: str) -> Waiting:
    _become(ward, Role.PHYSICIAN)
    window_of(ward).open(Opened("setup", "limits"))
    page = ward.page.findChild(LimitsPage)
    assert page is not None
    model = page.table.model()
    assert isinstance(model, LimitTable)
    page.table.selectRow(model.row_of("fever_from_c"))
    ward.press("change_limit")
    dialog = page.dialog
    assert dialog is not None
    dialog.value.box.setText("38.2")
    dialog.why.box.setText("as we do")
    return Waiting(
        lambda: QTest.keyClick(dialog.why.box, Qt.Key.Key_Return),
        lambda: (dialog.value.text(), dialog.why.text()),
    )


def _taken_in(ward: Ward, _course_key: str) -> Waiting:
    return Waiting(lambda: ward.take_in(CASE), CASE.read_bytes)


def _erased(ward: Ward, course_key: str) -> Waiting:
    _become(ward, Role.MANAGER)
    window, clock = window_of(ward), desk_of(ward).clock
    assert isinstance(clock, WardClock)
    clock.at = clock.at + -NEW_FOR
    ward_takes_on(window)  # whose password nobody has set today
    clock.at = clock.at + NEW_FOR
    number = window.desk.store.course(course_key).patient.record_number
    window.open(Opened("setup", "erase"))
    ward.type("number", number).press("look_up").press("erase_patient")
    dialog = next(one for one in ward.page.findChildren(StaffDialog) if one.isVisible())
    words = {"again": number, "why": "asked for in writing", "own": PASSWORD}
    return _to_give(dialog, words | {"second": "dogan", "second_password": SECOND})


def _asked(ward: Ward, page: str, button: str) -> StaffDialog:
    window_of(ward).open(Opened("setup", page))
    ward.press(button)
    return next(one for one in ward.page.findChildren(StaffDialog) if one.isVisible())


def _to_give(dialog: StaffDialog, words: dict[str, str]) -> Waiting:
    for field in dialog.fields:
        if field.code in words:
            field.set_text(words[field.code])
    texts = {one.code: one for one in dialog.fields if one.code in words}
    give = part_of(dialog, QPushButton, "give")
    return Waiting(give.click, lambda: {code: one.text() for code, one in texts.items()})


def _record(ward: Ward) -> UnitRecord:
    record = window_of(ward).desk.store
    assert isinstance(record, UnitRecord)
    return record


def _become(ward: Ward, role: Role) -> None:
    record = _record(ward)
    record.change_role(record.me.key, role, "took over", administers=True)


FORMS: dict[str, Filled] = {
    "a patient": _patient,
    "a patient corrected": _patient_corrected,
    "an order changed": _order_changed,
    "a result": _result,
    "a call": _call,
    "words of a physician": _words,
    "a member of staff": _staff,
    "a password": _password,
    "the folder of backups": _folder,
    "a limit": _limit,
    "a course taken in": _taken_in,
    "a patient erased": _erased,
}


def said(ward: Ward) -> str:
    """Everything that can be read or heard in the window."""
    QApplication.processEvents()
    frame = ward.program.frame
    parts = [one for one in frame.findChildren(QWidget) if one.isVisible()]
    words = [one.accessibleName() + one.accessibleDescription() for one in parts]
    words += [one.text() for one in frame.findChildren(QLabel) if one.isVisible()]
    return " | ".join([*words, *(one.words for one in frame.findChildren(Toast))])


def desk_of(ward: Ward) -> Desk:
    return window_of(ward).desk


@pytest.mark.parametrize(("name", "trouble"), walked(FORMS))
def test_what_a_disk_does_not_take_is_said_and_stays(
    ward: Ward, course_on_file: str, name: str, trouble: str
) -> None:
    form = FORMS[name](ward, course_on_file)
    typed, before = form.typed(), all_on_record(desk_of(ward))

    with bad_disk(desk_of(ward), trouble):
        form.keep()
        heard = said(ward)

    assert SENTENCES[trouble] in heard
    assert form.typed() in (typed, "1.9", "She walks again.")
    assert all_on_record(desk_of(ward)) == before


@pytest.mark.parametrize("name", [name for name in FORMS if name not in ("a result",)])
def test_once_there_is_room_it_is_kept_and_no_draft_of_it_is_left(
    ward: Ward, course_on_file: str, name: str
) -> None:
    form = FORMS[name](ward, course_on_file)
    with bad_disk(desk_of(ward), "full"):
        form.keep()
    before = all_on_record(desk_of(ward))

    form.keep()
    QApplication.processEvents()

    after = all_on_record(desk_of(ward))
    assert len(after["history"]) > len(before["history"])
    assert after["draft"] == []


@pytest.mark.parametrize("kind", ["patient-form", "order"])
def test_a_form_that_is_left_and_could_not_be_put_aside_is_told_of(
    ward: Ward, course_on_file: str, kind: str
) -> None:
    patient = desk_of(ward).store.courses()[0].patient_key
    window_of(ward).open(Opened(kind, patient))
    ward.type({"patient-form": "given_name", "order": "diagnosis"}[kind], "half a wo")

    with bad_disk(desk_of(ward), "full"):
        window_of(ward).open_today()

    assert SENTENCES["full"] in said(ward)
    assert course_on_file


def test_values_that_could_not_be_put_aside_hold_their_dialog_once(
    ward: Ward, course_on_file: str
) -> None:
    window_of(ward).open_course(course_on_file)
    dialog = opened(ward)
    QTest.mouseClick(dialog.draw.button("next-day"), Qt.MouseButton.LeftButton)
    enter(dialog, FIBRINOGEN, "1.9")  # it waits for the time of the draw

    with bad_disk(desk_of(ward), "full"):
        QTest.mouseClick(
            dialog.draw.button(LabTiming.BEFORE_SESSION.value), Qt.MouseButton.LeftButton
        )
        another = dialog.draw.chosen
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        held, text = dialog.is_open, dialog.box(FIBRINOGEN).text()
        heard = said(ward)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert (another, held, text) == ("next-day", True, "1.9")
    assert SENTENCES["full"] in heard
    assert not dialog.is_open


def test_a_paper_that_the_disk_does_not_take_is_told_and_nothing_of_it_is_left(
    ward: Ward, course_on_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window_of(ward).open_course(course_on_file)
    ward.press("course_report")
    dialog = part_of(ward.page, ReportDialog, "report_dialog")
    presenter = dialog.findChild(ReportPresenter)
    assert presenter is not None

    def full(_place: Path, _content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", lambda _number: full(tmp_path, b""))
    presenter.save(str(tmp_path / "report.pdf"))
    presenter.save_text(str(tmp_path / "course.txt"))
    monkeypatch.undo()

    assert "cannot be written" in said(ward)
    assert not list(tmp_path.glob("*.pdf*"))
    assert not list(tmp_path.glob("*.txt*"))


def note_in(ward: Ward, text: str) -> EntryDialog:
    """The dialog for a note, with something typed."""
    dialog = note_dialog(ward.program.frame.page_area)
    dialog.open()
    QApplication.processEvents()
    dialog.boxes["note"].edit.setText(text)
    return dialog


@pytest.fixture
def session(ward: Ward, course_on_file: str) -> str:
    """The session that is shown."""
    key = desk_of(ward).store.sessions_of(course_on_file)[-1].session_key
    window_of(ward).open_session(key)
    return key


def test_a_dialog_that_could_not_be_put_aside_stays_open_once(ward: Ward, session: str) -> None:
    dialog = note_in(ward, "asleep")

    with bad_disk(desk_of(ward), "full"):
        dialog.close_later()
        held, heard = dialog.is_open, said(ward)
        dialog.close_later()

    assert (held, dialog.is_open) == (True, False)
    assert SENTENCES["full"] in heard
    assert "Esc once more" in heard
    assert session


def test_a_page_that_is_left_says_of_its_dialog_what_could_not_be_kept(
    ward: Ward, session: str
) -> None:
    note_in(ward, "asleep")

    with bad_disk(desk_of(ward), "full"):
        window_of(ward).open_today()

    assert SENTENCES["full"] in said(ward)
    assert session


def test_what_is_on_record_is_not_offered_to_be_recorded_once_more(
    ward: Ward, session: str
) -> None:
    note_in(ward, "asleep").close_later()
    again = note_in(ward, "asleep")

    with bad_disk(desk_of(ward), "full"):
        again.finish()  # it was recorded with the last of the room
    heard = said(ward)

    assert "It is on record" in heard
    offered = note_dialog(ward.program.frame.page_area)
    offered.open()
    QApplication.processEvents()
    assert offered.boxes["note"].edit.text() == ""
    offered.boxes["note"].edit.setText("awake")
    offered.close_later()
    assert "awake" in repr(all_on_record(desk_of(ward))["draft"])
    assert session


def test_beginning_afresh_says_when_the_former_text_could_not_go(ward: Ward) -> None:
    window_of(ward).admit_patient()
    ward.type("family_name", "Okafor")
    window_of(ward).open_today()
    window_of(ward).admit_patient()

    with bad_disk(desk_of(ward), "full"):
        ward.press("begin_afresh")
        heard = said(ward)

    assert "Okafor" in repr(all_on_record(desk_of(ward))["draft"])
    assert SENTENCES["full"] in heard


class FullDisk:
    """What the engine has open to copy from, while the disk of the copies is full."""

    def execute(self, _sql: str, *_given: object) -> None:
        full = EngineError("database or disk is full")
        full.sqlite_errorname = "SQLITE_FULL"
        raise full

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize("trouble", ["full", "gone"])
def test_a_backup_that_one_asks_for_and_the_disk_does_not_take_is_told_and_made_later(
    ward: Ward, course_on_file: str, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    window_of(ward).open(Opened("setup", "backups"))
    ward.press("make_backup")
    kept, before = backup_state(desk_of(ward)).all, all_on_record(desk_of(ward))
    assert len(kept) == 1
    folder = kept[0].path.parent
    desk_of(ward).clock.pass_minutes(5)  # type: ignore[attr-defined] # a test's own

    if trouble == "full":
        monkeypatch.setattr(backup, "connect_with", lambda *_given: FullDisk())
    else:
        folder.rename(folder.with_name("elsewhere"))
        folder.write_bytes(b"a file in its place")
    ward.press("make_backup")
    heard = said(ward)
    monkeypatch.undo()
    if trouble == "gone":
        folder.unlink()
        folder.with_name("elsewhere").rename(folder)

    assert "No backup could be made" in heard
    assert "Nothing recorded is lost, and earlier backups are as they were." in heard
    assert all_on_record(desk_of(ward)) == before
    assert backup_state(desk_of(ward)).all == kept
    ward.press("make_backup")
    assert len(backup_state(desk_of(ward)).all) == 2
    assert course_on_file


@pytest.mark.parametrize("trouble", list(SENTENCES))
def test_what_a_verification_found_is_said_though_that_it_was_made_is_not_kept(
    ward: Ward, course_on_file: str, trouble: str
) -> None:
    window_of(ward).open(Opened("setup", "verify"))

    with bad_disk(desk_of(ward), trouble):
        ward.press("check_all")
        heard = said(ward)

    assert SENTENCES[trouble] in heard
    assert desk_of(ward).store.last_mark() is None
    ward.press("check_all")
    assert "Everything was checked" in said(ward)
    assert desk_of(ward).store.last_mark() is not None
    assert course_on_file
