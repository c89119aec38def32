"""The story of a value, as the history of a record on disk tells it."""

from __future__ import annotations

import pytest

from plexlog.domain.fields import Place
from plexlog.domain.moments import Moment
from plexlog.domain.records import Reading
from plexlog.services import corrections, recording
from plexlog.services.open_session import OpenSession
from plexlog.services.stories import StoryLine, story_of_value
from tests.services.fakes import NURSE, FakeClock

pytestmark = pytest.mark.parametrize("desk", ["on disk"], indirect=True)
PULSE = "pulse_per_min"


@pytest.fixture
def kept(session: OpenSession, clock: FakeClock) -> Reading:
    """A row that was kept ten minutes after the start; its pulse was typed twice."""
    recording.start_run(session)
    clock.pass_by(minutes=10)
    row = recording.begin_row(session, session.desk.now())
    recording.enter_cell(session, row, PULSE, "74")
    recording.enter_cell(session, row, PULSE, "76")
    recording.keep_row(session, row)
    clock.pass_by(minutes=5)
    return row_of(session)


def row_of(session: OpenSession) -> Reading:
    (reading,) = session.view().session.readings or ()
    return reading


def told(lines: tuple[StoryLine, ...]) -> list[tuple[str, str, str]]:
    return [(one.old, one.new, one.why) for one in lines]


def test_the_story_of_a_value_begins_with_its_newest_change(
    session: OpenSession, kept: Reading
) -> None:
    corrections.correct_reading(session, kept, PULSE, "84", "misread")

    story = story_of_value(session, Place.READING, PULSE, kept)

    assert story.of == "Pulse"
    assert told(story.lines) == [
        ("76\u00a0/min", "84\u00a0/min", "misread"),
        ("74\u00a0/min", "76\u00a0/min", ""),
        ("–", "74\u00a0/min", ""),
    ]
    newest = story.lines[0]
    assert (newest.who, newest.at.clock, newest.observed) == (NURSE.name, "14:45", kept.at)
    assert newest.entered == Moment.parse("2026-11-20T14:45+01:00")


def test_a_value_taken_back_and_entered_again_has_one_story(
    session: OpenSession, kept: Reading
) -> None:
    corrections.correct_reading(session, kept, PULSE, "", "not the pulse")
    corrections.correct_reading(session, row_of(session), PULSE, "80", "taken anew")

    story = story_of_value(session, Place.READING, PULSE, kept)

    assert told(story.lines)[:2] == [
        ("–", "80\u00a0/min", "taken anew"),
        ("76\u00a0/min", "–", "not the pulse; cleared"),
    ]
    assert story.lines[1].entered is None


def test_a_value_somebody_stood_by_says_so(session: OpenSession, kept: Reading) -> None:
    corrections.correct_reading(session, kept, PULSE, "190", "fast", is_sure=True)

    story = story_of_value(session, Place.READING, PULSE, kept)

    assert story.lines[0].why == f"fast; {recording.STOOD_BY}"


def test_what_was_written_again_as_it_was_is_no_change(
    session: OpenSession, kept: Reading
) -> None:
    corrections.correct_reading(session, kept, PULSE, "76", "looked again")

    assert len(story_of_value(session, Place.READING, PULSE, kept).lines) == 2


def test_the_time_of_a_row_has_a_story(session: OpenSession, kept: Reading) -> None:
    at = Moment.parse("2026-11-20T14:38+01:00")
    corrections.correct_time(session, kept, at, "clock was slow")

    story = story_of_value(session, Place.READING, "at", row_of(session))

    assert told(story.lines) == [
        ("2026-11-20 14:40", "2026-11-20 14:38", "clock was slow"),
        ("–", "2026-11-20 14:40", ""),
    ]


def test_a_value_before_the_start_has_its_own_story(session: OpenSession) -> None:
    recording.enter_value(session, Place.BEFORE, "weight_kg", "61.5")
    session.desk.store.put_value(session.key, Place.BEFORE, "weight_kg", None)

    story = story_of_value(session, Place.BEFORE, "weight_kg")

    assert told(story.lines) == [
        ("61.5\u00a0kg", "–", "cleared"),
        ("–", "61.5\u00a0kg", ""),
    ]
    assert not story_of_value(session, Place.BEFORE, "height_cm").lines
