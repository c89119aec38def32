"""A registry line says what is recorded, names nobody, and fills nothing in."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from plexlog.clinical.figures import session_figures
from plexlog.domain import codec, json_text
from plexlog.domain.moments import Moment
from plexlog.domain.records import (
    Anticoagulant,
    Close,
    Course,
    FluidShare,
    FollowUp,
    LaterEvent,
    Plan,
    Reaction,
    Session,
)
from plexlog.domain.words import (
    AnticoagulantProduct,
    EndReason,
    Fluid,
    ProcedureEffect,
    ReactionKind,
)
from plexlog.domain.words_followed import FollowUpKind
from plexlog.exchange.registry import COLUMNS, Procedure, registry_csv

AT = Moment.parse("2026-11-04T09:00+01:00")


@pytest.fixture
def course(cases: Path) -> Course:
    document = json_text.parse((cases / "ms-relapse-steroids.json").read_bytes())
    envelope = ("format", "version", "exported_at", "exported_by")
    return codec.read(Course, {k: v for k, v in document.items() if k not in envelope})


def line(course: Course, session: Session) -> dict[str, str]:
    procedure = Procedure(
        centre="=Unit",
        course=course,
        session=session,
        figures=session_figures(course, session),
        indication="Multiple sclerosis, relapse",
    )
    (row,) = csv.DictReader(io.StringIO(registry_csv([procedure])))
    return row


def test_a_line_equals_the_record(course: Course) -> None:
    session = course.session("s1")

    row = line(course, session)

    assert tuple(row) == tuple(COLUMNS)
    assert row["centre"] == "'=Unit"
    assert (row["session_number"], row["date"]) == ("1", "2026-11-02")
    assert row["birth_year"] == str(course.patient.birth_date.year)
    assert (row["events"], row["grades"], row["worst_grade"]) == ("hypotension", "II", "II")
    assert (row["interrupted"], row["relation"]) == ("yes", "probable")
    assert row["actions"] == "pause, saline-bolus, slow-flow"
    assert row["outcomes"] == "resolved"
    figures = session_figures(course, session)
    assert figures.plasma_volumes is not None
    assert row["plasma_volumes"] == f"{figures.plasma_volumes:.2f}"
    device = course.access_of(session)
    assert device is not None
    assert row["access"] == device.kind.value


def test_no_name_and_no_number_of_the_patient_leaves(course: Course) -> None:
    row = " ".join(line(course, course.session("s1")).values())

    assert course.patient.family_name not in row
    assert course.patient.record_number not in row


def test_what_is_not_recorded_stays_empty(course: Course) -> None:
    bare = Session(id="s9", number=9)
    sparse = replace(
        course,
        sessions=(bare,),
        access_devices=None,
        order=replace(course.order, anticoagulant=None, icd10=None, sessions_planned=None),
    )

    row = line(sparse, bare)

    told = {name for name, value in row.items() if value}
    assert told == {
        "centre",
        "course",
        "session",
        "patient_initials",
        "sex",
        "birth_year",
        "indication",
        "procedure",
        "purpose",
        "session_number",
    }


def test_asked_and_none_is_a_no(course: Course) -> None:
    quiet = Session(
        id="s9",
        number=9,
        reactions=(),
        close=Close(end_reason=EndReason.TARGET_REACHED),
        plan=Plan(
            anticoagulant=Anticoagulant(product=AnticoagulantProduct.HEPARIN),
            replacement=(FluidShare(fluid=Fluid.ALBUMIN, share=Decimal(1)),),
        ),
    )

    row = line(course, quiet)

    assert (row["adverse_event"], row["interrupted"], row["stopped_early"]) == ("no", "no", "no")
    assert (row["anticoagulant"], row["replacement"]) == ("heparin", "albumin")


def test_later_events_and_what_is_not_yet_told_of_a_reaction(course: Course) -> None:
    reaction = Reaction(
        id="r", kind=ReactionKind.AIR, onset_at=AT, procedure=ProcedureEffect.CONTINUED
    )
    session = Session(
        id="s9",
        number=9,
        reactions=(reaction,),
        close=Close(end_reason=EndReason.EQUIPMENT),
    )
    event = LaterEvent(kind=ReactionKind.INFECTION, onset_at=AT)
    call = FollowUp(session_id="s9", kind=FollowUpKind.CALL, due_at=AT)
    followed = (
        replace(call, event=event),
        replace(call, event=event, reaction_id="r"),
        call,
        replace(call, session_id="s1", event=event),
    )

    row = line(replace(course, follow_ups=followed), session)

    assert row["later_events"] == "infection"
    assert (row["grades"], row["worst_grade"], row["outcomes"]) == ("", "", "")
    assert (row["adverse_event"], row["interrupted"], row["stopped_early"]) == ("yes", "no", "yes")
