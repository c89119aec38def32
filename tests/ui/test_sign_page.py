"""Before the signature: what is open; afterwards: that it is signed, and the paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfWriter
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from plexlog import papers, whole_file
from plexlog.domain.errors import AccessError, PlexlogError
from plexlog.domain.steps import Step
from plexlog.domain.words import EndReason
from plexlog.services import recording
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession, SessionView
from tests.contracts.pages import nameless
from tests.reports.cases import SIGNED
from tests.ui.conftest import NURSE, PASSWORD, WardClock
from tests.ui.pages.run_window import RunWindow
from tests.ui.pages.session_window import BLANK_CHART, no_tools
from ui.session.session_presenter import SessionPresenter
from ui.session.sign_band import SignedBand
from ui.session.sign_page import SignPage
from ui.session.sign_presenter import SignPresenter
from ui.session.tools import SessionTools
from ui.tasks import InlineTasks
from ui.widgets.buttons import ActionButton
from ui.widgets.painting import Words
from ui.widgets.pdf_view import PdfView

Key = Qt.Key
T = TypeVar("T")


class Paper:
    """Tools that print for real and prove a password by comparing it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.proven = 0
        self.trouble: PlexlogError | None = None
        self.copied: list[str] = []

    def tools(self) -> SessionTools:
        return SessionTools(
            tasks=InlineTasks(),
            draw_run=self.draw,
            make_report=self.report,
            render_report=self.render,
            session_text=self.text,
            copy=self.copied.append,
            prove=self.prove,
            unlock=no_tools().unlock,
            take_over=no_tools().take_over,
            save_file=self.save,
        )

    def draw(self, view: SessionView, size: tuple[int, int], *, is_dark: bool) -> bytes:
        del view, size, is_dark
        return BLANK_CHART

    def report(self, session_key: str) -> object:
        if self.trouble is not None:
            raise self.trouble
        return papers.session_report(self.desk, session_key)

    def text(self, session_key: str) -> str:
        if self.trouble is not None:
            raise self.trouble
        return f"the rows of {session_key}"

    def render(self, _report: object) -> bytes:
        return b"%PDF-1.4 of this session"

    def prove(self, password: str) -> None:
        self.proven += 1
        if password != PASSWORD:
            raise AccessError("That is not the password of who is signed in.")

    def save(self, path: Path, content: bytes, note: whole_file.Noting | None) -> None:
        whole_file.write_bytes(path, content, note)


@pytest.fixture
def paper(desk: Desk) -> Paper:
    return Paper(desk)


@pytest.fixture
def sign(
    qtbot: QtBot,
    dressed: QApplication,
    desk: Desk,
    due_session: str,
    clock: WardClock,
    paper: Paper,
) -> RunWindow:
    """The page after a run that has ended; why it did is not told yet."""
    del dressed
    window = RunWindow(qtbot, desk, due_session, paper.tools()).begin()
    clock.pass_minutes(60)
    window.keep_row()
    recording.end_run(window.presenter.session)
    return window.show("sign")


@pytest.fixture
def ready(sign: RunWindow) -> RunWindow:
    """The same with nothing that holds the signature."""
    session = sign.presenter.session
    recording.set_facts(session, {"end_reason": EndReason.TARGET_REACHED})
    for finding in sign.view.findings(*sign.view.verdicts):
        if finding.is_open:
            recording.answer_finding(session, finding.code, "seen, for the test")
    return sign.show("sign")


def page(window: RunWindow) -> SignPage:
    shown = window.screen.page
    assert isinstance(shown, SignPage)
    return shown


def give(window: RunWindow, password: str, *keys: Qt.Key) -> None:
    """Type a password and press keys."""
    window.part(QLineEdit, "sign_password").setFocus()
    window.part(QLineEdit, "sign_password").clear()
    window.type(password)
    window.key(*keys)


def test_what_is_open_stands_in_few_lines_hardest_first(sign: RunWindow) -> None:
    lines = [link.line for link in page(sign).links]

    assert lines[0].severity == "stop"
    assert ("close", "Close holds signing") in [(line.step, line.head) for line in lines]
    assert len(lines) < 15
    assert [line.severity for line in lines] == sorted(
        (line.severity for line in lines),
        key=("stop", "ask", "notice", "not-assessed").index,
    )


def test_a_line_leads_to_where_it_is_mended(sign: RunWindow) -> None:
    link = next(one for one in page(sign).links if one.line.step == "close")

    link.click()

    assert sign.screen.step is Step.CLOSE


def test_a_long_line_is_as_high_as_its_words(sign: RunWindow) -> None:
    link = max(page(sign).links, key=lambda one: len(one.line.detail))

    assert link.height() >= link.heightForWidth(link.width()) > 44
    assert link.heightForWidth(200) > link.heightForWidth(400)


def test_what_holds_the_signature_locks_it_and_is_named(sign: RunWindow) -> None:
    button = sign.button("sign")

    assert not button.isEnabled()
    assert "Waits for" in button.toolTip()
    said = [part for part in page(sign).findChildren(Words) if part.text().startswith("Waits for")]
    assert [part.isVisible() for part in said] == [True]  # not in the tooltip alone
    give(sign, PASSWORD, Key.Key_Return)
    assert not sign.view.is_signed


def test_a_wrong_password_signs_nothing(ready: RunWindow, paper: Paper) -> None:
    give(ready, "", Key.Key_Return)
    assert "Type your password" in ready.all_words()
    assert paper.proven == 0

    give(ready, "wrong", Key.Key_Return)

    assert "not the password" in ready.all_words()
    assert not ready.view.is_signed
    assert ready.focus().objectName() == "sign_password"


def test_a_signed_session_says_so_unmistakably(ready: RunWindow) -> None:
    assert page(ready).band.words == ""

    give(ready, PASSWORD, Key.Key_Return)

    assert ready.view.is_signed
    words = page(ready).band.words
    assert "Signed" in words
    assert NURSE in words
    assert ready.view.signatures[0].fingerprint[:4] in words
    assert ready.focus().objectName() == "save_pdf"


def test_enter_twice_signs_once(ready: RunWindow) -> None:
    give(ready, PASSWORD)

    ready.click_twice("sign")

    assert len(ready.view.signatures) == 1


def test_nothing_of_a_signed_session_can_be_changed(ready: RunWindow) -> None:
    give(ready, PASSWORD, Key.Key_Return)

    ready.show("close")
    assert not ready.screen.page.isEnabled()
    ready.show("run")
    assert not ready.row.isEnabled()
    for words in ("More", "Reaction", "Drug", "Note"):
        assert not ready.button_of_page(words).isEnabled()
    ready.double_click_row()
    assert ready.dialog() is None
    assert "nothing to do here" in ready.act


def test_the_paper_is_saved_under_a_name_without_the_patient(
    ready: RunWindow, tmp_path: Path
) -> None:
    ready.push("save_pdf")
    dialog = ready.part(QFileDialog, "save_summary")
    ready.push("save_pdf")
    name = Path(dialog.selectedFiles()[0]).name
    assert name == "plasma-exchange-2026-11-06-session-3.pdf"

    dialog.fileSelected.emit(str(tmp_path / "summary.pdf"))
    dialog.reject()
    ready.settle()

    assert (tmp_path / "summary.pdf").read_bytes().startswith(b"%PDF")


def test_a_place_that_cannot_be_written_is_told(ready: RunWindow, tmp_path: Path) -> None:
    told: list[str] = []
    ready.presenter.failed.connect(told.append)
    ready.push("save_pdf")
    dialog = ready.part(QFileDialog, "save_summary")

    dialog.fileSelected.emit(str(tmp_path / "nowhere" / "summary.pdf"))
    dialog.fileSelected.emit("")
    dialog.reject()

    assert len(told) == 1
    assert "cannot be written" in told[0]


def test_without_a_summary_an_earlier_file_is_left_as_it_is(
    ready: RunWindow, paper: Paper, tmp_path: Path
) -> None:
    earlier = tmp_path / "summary.pdf"
    earlier.write_bytes(b"old")
    told: list[str] = []
    paper.trouble = PlexlogError("The record cannot be read now.")
    ready.presenter.tell_kept()
    ready.presenter.failed.connect(told.append)
    ready.push("save_pdf")

    ready.part(QFileDialog, "save_summary").fileSelected.emit(str(earlier))

    assert told == ["Not saved: the summary is not laid out yet."]
    assert earlier.read_bytes() == b"old"


def test_a_summary_that_cannot_be_made_is_told(ready: RunWindow, paper: Paper) -> None:
    told: list[str] = []
    ready.presenter.failed.connect(told.append)
    paper.trouble = PlexlogError("The record cannot be read now.")

    ready.presenter.tell_kept()

    assert "The record cannot be read now." in told


def test_everything_can_be_named(sign: RunWindow) -> None:
    assert nameless(sign.screen.page) == []


class LateTasks:
    """Work whose answers come when the test says so."""

    def __init__(self) -> None:
        self.answers: list[Callable[[], object]] = []

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        def answer() -> None:
            try:
                result = work()
            except PlexlogError as error:
                failed(error)
            else:
                done(result)

        self.answers.append(answer)


@pytest.mark.parametrize("password", [PASSWORD, "wrong"])
def test_what_is_answered_after_the_page_was_left_signs_nothing(
    ready: RunWindow, paper: Paper, desk: Desk, password: str
) -> None:
    session = OpenSession(desk, ready.presenter.session.key)
    tasks = LateTasks()
    presenter = SessionPresenter(session)
    own = SignPresenter(presenter, replace(paper.tools(), tasks=tasks))
    own.draw()
    own.sign(password)
    own.sign(password)

    delete(own)
    for answer in tasks.answers:
        answer()

    assert len(tasks.answers) == 2
    assert not session.view().is_signed


def test_a_draft_is_neither_shown_nor_printed_once_it_is_signed(
    ready: RunWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = LateTasks()
    own, preview = page(ready).findChild(SignPresenter), page(ready).findChild(PdfView)
    assert own is not None
    assert preview is not None
    preview.show_pdf(one_page())
    give(ready, PASSWORD)
    monkeypatch.setattr(InlineTasks, "run", tasks.run)

    ready.presenter.tell_kept()  # one more draft is asked for
    ready.key(Key.Key_Return)
    draft, proof = tasks.answers
    before = preview.document
    proof()
    shown: list[bytes] = []
    own.printed.connect(shown.append)
    draft()

    assert ready.view.is_signed
    assert before is not None
    assert preview.document is None
    assert shown == []
    tasks.answers[-1]()
    assert len(shown) == 1


def one_page() -> bytes:
    """A small document."""
    made, writer = BytesIO(), PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(made)
    return made.getvalue()


def test_a_band_says_of_a_session_signed_in_part_that_it_is_open(dressed: QApplication) -> None:
    del dressed
    band = SignedBand()

    band.show_signatures((replace(SIGNED, meaning="checked"),))

    assert "the record is still open" in band.words
    band.close()
    band.deleteLater()


def test_the_session_is_copied_for_the_hospital_and_that_is_kept(
    ready: RunWindow, paper: Paper
) -> None:
    ready.part(ActionButton, "copy_text").click()

    assert paper.copied == [f"the rows of {ready.presenter.session.key}"]


def test_what_cannot_be_read_is_not_copied(ready: RunWindow, paper: Paper) -> None:
    paper.trouble = PlexlogError("The record cannot be read.")

    told: list[str] = []
    ready.presenter.failed.connect(told.append)

    ready.part(ActionButton, "copy_text").click()

    assert paper.copied == []
    assert told == ["The record cannot be read."]
