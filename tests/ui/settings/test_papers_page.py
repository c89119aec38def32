"""What the unit sets of its papers, in Setup: read by all, changed by a few, with a reason."""

from __future__ import annotations

import pytest

from plexlog.domain.unit import Role
from plexlog.domain.unit_settings import PAPER_SIZE, SESSION_TEXT, TELEPHONES
from tests.ui.settings.conftest import Opener
from ui.forms.fields import FormField, LineField, PickField
from ui.forms.text_area import TextArea
from ui.settings.papers_page import PapersPage
from ui.settings.setup_screen import SetupScreen
from ui.settings.staff_dialog import StaffDialog


@pytest.fixture
def chiefs(setup: Opener) -> SetupScreen:
    return setup(Role.PHYSICIAN)


def page_of(screen: SetupScreen) -> PapersPage:
    screen.choose("papers")
    assert isinstance(screen.page, PapersPage)
    return screen.page


def asked(page: PapersPage) -> StaffDialog:
    assert page.dialog is not None
    return page.dialog


def box(page: PapersPage, code: str) -> FormField:
    (found,) = [field for field in asked(page).fields if field.code == code]
    return found


def give(page: PapersPage, value: str, why: str) -> None:
    area, reason = box(page, "value"), box(page, "why")
    assert isinstance(area, TextArea)
    assert isinstance(reason, LineField)
    area.set_text(value)
    reason.set_text(why)
    reason.submitted.emit()


def test_telephones_are_set_with_a_reason_and_shown(chiefs: SetupScreen) -> None:
    page = page_of(chiefs)
    assert page.cards[TELEPHONES].said[0] == "None is set."

    page.cards[TELEPHONES].change.click()
    give(page, "Ward 0123 456\nNights 0123 789", "the new numbers")

    value, last = page.cards[TELEPHONES].said
    assert value == "Ward 0123 456  ·  Nights 0123 789"
    assert last.endswith("the new numbers")
    assert page.dialog is None


def test_a_row_that_is_not_known_is_refused_at_its_box(chiefs: SetupScreen) -> None:
    page = page_of(chiefs)
    page.cards[SESSION_TEXT].change.click()
    page.cards[TELEPHONES].change.click()  # one question at a time

    give(page, "Patient\nShoe size", "our form")

    assert "There is no row 'Shoe size'" in box(page, "value").note()
    give(page, "Run time\nPatient", "our form")
    assert page.cards[SESSION_TEXT].said[0] == "Run time  ·  Patient"


def test_the_paper_is_picked_and_not_typed(chiefs: SetupScreen) -> None:
    page = page_of(chiefs)
    assert page.cards[PAPER_SIZE].said[0] == "A4"

    page.cards[PAPER_SIZE].change.click()
    picked, reason = box(page, "value"), box(page, "why")
    assert isinstance(picked, PickField)
    assert isinstance(reason, LineField)
    before = picked.text()
    picked.set_text("Letter")
    reason.set_text("we print on Letter")
    reason.submitted.emit()

    assert before == "A4"
    assert page.cards[PAPER_SIZE].said[0] == "Letter"


def test_a_reason_that_lacks_is_asked_for(chiefs: SetupScreen) -> None:
    page = page_of(chiefs)
    page.cards[TELEPHONES].change.click()

    give(page, "Ward 0123 456", "")

    assert box(page, "why").note().startswith("Say why")


def test_a_nurse_reads_only(setup: Opener) -> None:
    page = page_of(setup(Role.NURSE))

    page.cards[TELEPHONES].change.click()
    page.cards[TELEPHONES].wanted.emit(TELEPHONES)

    assert page.cards[TELEPHONES].change.is_locked
    assert page.dialog is None
