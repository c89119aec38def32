"""What a unit sets in words: who may, what is refused, and what holds."""

from __future__ import annotations

import pytest

from plexlog.domain.record_rows import COURSE_ROWS, SESSION_ROWS
from plexlog.domain.unit_settings import (
    COURSE_TEXT,
    PAPER_SIZE,
    SESSION_TEXT,
    SETTINGS,
    TELEPHONES,
)
from plexlog.services import unit_settings
from plexlog.services.desk import Desk
from plexlog.services.permission import NotAllowedError
from plexlog.services.unit_settings import SettingRefusedError, change_setting
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.test_limits import CHIEF, WHY
from tests.services.test_limits import desk as chiefs_desk

desk = chiefs_desk


def labels(desk: Desk) -> list[str]:
    return [row.label for row in unit_settings.rows_now(desk, SESSION_TEXT)]


def test_until_it_is_set_every_row_is_copied_and_nobody_is_called(desk: Desk) -> None:
    assert labels(desk) == [row.label for row in SESSION_ROWS]
    assert unit_settings.telephones(desk) == ()
    assert [line.last for line in unit_settings.setting_lines(desk)] == [None] * len(SETTINGS)


def test_rows_stand_in_the_order_that_was_set(desk: Desk) -> None:
    change_setting(desk, SESSION_TEXT, "  run   time\nPatient\n\nRun time", WHY)

    assert labels(desk) == ["Run time", "Patient"]
    (line,) = [one for one in unit_settings.setting_lines(desk) if one.last is not None]
    assert line.value == "Run time\nPatient"
    assert (line.last.by, line.last.why) == (CHIEF.name, WHY) if line.last else False


def test_an_empty_text_brings_the_default_back(desk: Desk) -> None:
    change_setting(desk, SESSION_TEXT, "Patient", WHY)
    change_setting(desk, TELEPHONES, "Ward 0123 456", WHY)

    change_setting(desk, SESSION_TEXT, "", WHY)
    change_setting(desk, TELEPHONES, "", "it is answered no more")

    assert len(labels(desk)) == len(SESSION_ROWS)
    assert unit_settings.telephones(desk) == ()


def test_the_annex_of_a_course_is_copied_where_the_unit_asks_for_it(desk: Desk) -> None:
    annex = [row.label for row in COURSE_ROWS if not row.is_of_default]
    usual = [row.label for row in unit_settings.rows_now(desk, COURSE_TEXT)]
    assert len(annex) == 2
    assert not set(annex) & set(usual)
    assert all(label in SETTINGS[COURSE_TEXT].help for label in annex)

    change_setting(desk, COURSE_TEXT, "\n".join(["Patient", *annex]), WHY)

    rows = unit_settings.rows_now(desk, COURSE_TEXT)
    assert [row.label for row in rows] == ["Patient", *annex]


def test_paper_is_a4_until_another_size_is_chosen(desk: Desk) -> None:
    usual = unit_settings.paper_size(desk)

    change_setting(desk, PAPER_SIZE, " letter\n", "we print on Letter")
    chosen = unit_settings.paper_size(desk)
    change_setting(desk, PAPER_SIZE, "", "back to what it was")

    assert (usual, chosen, unit_settings.paper_size(desk)) == ("a4", "letter", "a4")
    assert [one.value for one in desk.store.setting_changes()] == ["Letter", "A4"]


def test_telephones_are_lines(desk: Desk) -> None:
    assert unit_settings.why_fixed(desk) == ""
    change_setting(desk, TELEPHONES, "Ward  0123 456\n\nNights 0123 789", WHY)

    assert unit_settings.telephones(desk) == ("Ward 0123 456", "Nights 0123 789")


@pytest.mark.parametrize(
    ("name", "text", "why", "told", "place"),
    [
        (SESSION_TEXT, "Patient\nShoe size", WHY, "no row 'Shoe size'. There are: Pat", "value"),
        (TELEPHONES, "\n".join("12345"), WHY, "At most 4 lines", "value"),
        (TELEPHONES, "1" * 101, WHY, "at most 100 characters", "value"),
        (TELEPHONES, "0123", " ", "Say why", "why"),
        (TELEPHONES, "0123", "w" * 201, "Say why", "why"),
        (TELEPHONES, " ", WHY, "says so already", "value"),
        (PAPER_SIZE, "A5", WHY, "There is no 'A5'. Choose: A4, Letter", "value"),
        ("colour", "blue", WHY, "no setting 'colour'", "value"),
    ],
)
def test_what_is_refused_says_why_and_where(
    desk: Desk, name: str, text: str, why: str, told: str, place: str
) -> None:
    with pytest.raises(SettingRefusedError, match=told) as refused:
        change_setting(desk, name, text, why)

    assert refused.value.place == place
    assert not desk.store.setting_changes()


def test_a_nurse_reads_only() -> None:
    desk = Desk(FakeStore(), FakeClock(), FakeSigner())

    assert "Only a physician or a manager" in unit_settings.why_fixed(desk)
    with pytest.raises(NotAllowedError, match="Only a physician or a manager"):
        change_setting(desk, TELEPHONES, "0123", WHY)
