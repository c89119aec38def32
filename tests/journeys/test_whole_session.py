"""One whole session, from the first start to the signed summary, by keyboard alone.

Its bytes on the disk are read too, before and after: see `test_nothing_in_the_clear`.
"""

from __future__ import annotations

import json

import pypdf
import pytest
from PySide6.QtWidgets import QApplication

from plexlog import house
from plexlog.domain.errors import SignedError
from plexlog.domain.fields import Place
from plexlog.domain.records import Session
from plexlog.domain.shapes import Measured
from plexlog.domain.words import Grade, Outcome, ReactionKind
from plexlog.services.desk import Desk
from tests.journeys.test_nothing_in_the_clear import (
    Disk,
    assert_no_byte_tells_who_a_patient_is,
    disk,
    worked,
)
from ui.demo import story
from ui.demo.stage import Stage

__all__ = ["disk", "worked"]
pytestmark = pytest.mark.e2e


def desk_of(stage: Stage) -> Desk:
    assert stage.program.window is not None
    return stage.program.window.desk


def session_of(stage: Stage) -> Session:
    return desk_of(stage).store.session(stage.step().line.session_key)


def test_a_whole_session_is_worked_by_keyboard_alone_and_no_byte_tells_who(
    worked: Stage, disk: Disk, qapp: QApplication
) -> None:
    session = session_of(worked)

    assert worked.is_signed()
    assert [row.at.clock for row in session.readings or ()][:3] == ["09:00", "09:05", "09:10"]
    assert len(session.readings or ()) == len(story.ROWS)
    assert len(session.bags or ()) == 1 + len(story.BOTTLE_AFTER)
    (reaction,) = session.reactions or ()
    assert (reaction.kind, reaction.grade) == (ReactionKind.HYPOTENSION, Grade.II)
    assert reaction.outcome is Outcome.RESOLVED
    assert_the_record_holds(worked)
    assert_the_summary_says_what_was_done(worked)
    assert_nothing_can_change(worked)
    assert_the_document_is_whole(worked)
    assert_no_byte_tells_who_a_patient_is(worked, disk, qapp)


def assert_the_record_holds(stage: Stage) -> None:
    view = stage.step()

    assert house.verify(desk_of(stage)) == []
    assert view.figures.plasma_volumes == pytest.approx(1.0, abs=0.05)
    assert view.figures.balance_percent == pytest.approx(103, abs=3)


def assert_the_summary_says_what_was_done(stage: Stage) -> None:
    pages = pypdf.PdfReader(stage.summary).pages
    text = "\n".join(page.extract_text() for page in pages)

    assert len(pages) <= 2
    assert "OKAFOR, Ngozi" in text
    assert "hypotension grade II" in text
    assert "DRAFT" not in text
    assert stage.step().signatures[0].fingerprint[:12] in text


def assert_nothing_can_change(stage: Stage) -> None:
    store, key = desk_of(stage).store, stage.step().line.session_key
    weight = Measured(value=session_of(stage).values["prime_given_ml"].value)

    with pytest.raises(SignedError):
        store.put_value(key, Place.SESSION, "prime_given_ml", weight)


def assert_the_document_is_whole(stage: Stage) -> None:
    document = json.loads(house.course_document(desk_of(stage), stage.step().line.course_key))

    assert document["patient"]["allergies"] == [{"substance": "heparin", "agent": "heparin"}]
    assert document["sessions"][0]["close"]["end_reason"] == "target-reached"
