"""Flow sheets from the record to the PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from plexlog import house, house_sheets
from plexlog.domain.errors import RefusedError, StoreError
from plexlog.domain.records import Machine, Reaction
from plexlog.domain.sheet import is_sheet, sheet_id
from plexlog.domain.words import Grade, MachineKind, ReactionKind
from plexlog.reports.model import WriteTable
from plexlog.services import planning
from plexlog.services.desk import Desk
from plexlog.services.keys import new_key
from plexlog.services.open_session import OpenSession
from tests.founded import opened_invented

CASES = Path(__file__).parent / "cases"
BY_LAST = "Volumes by last values, not today’s"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opened_invented(tmp_path / "unit.plexlog")
    yield opened
    opened.store.close()


def planned_after(
    desk: Desk, count: int, *, number: int | None = 2, assessed: bool = False
) -> str:
    """A course with so many sessions done; the key of the next one, which has not started."""
    house.import_document(desk, CASES / "gbs-albumin-five.json")
    (line,) = desk.store.courses()
    course = desk.store.course(line.course_key)
    patient = replace(course.patient, key="", record_number="other")
    sessions = course.sessions or ()
    blank = replace(
        sessions[count],
        started_at=None,
        ended_at=None,
        before=sessions[count].before if assessed else None,
        checklist=None,
        readings=None,
        bags=None,
        reactions=None,
        drugs_given=None,
        saline_boluses=None,
        pauses=None,
        close=None,
    )
    other = replace(
        course,
        course_id="other",
        course_number=number,
        patient=patient,
        sessions=(*sessions[:count], blank),
        lab_results=(),
        scores=(),
        overrides=(),
        signatures=(),
    )
    key = desk.store.add_course(other)
    return desk.store.sessions_of(key)[-1].session_key


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_blank_sheet_names_nobody_and_has_the_items_of_the_unit(desk: Desk) -> None:
    planned_after(desk, 1)

    text = text_of(house_sheets.sheet_pdf(desk))

    assert "MUSTERWALD" not in text
    assert all(item.label in text for item in desk.knowledge.checklist)


def test_the_sheet_of_a_session_has_its_last_values_and_says_that_they_are_not_todays(
    desk: Desk,
) -> None:
    key = planned_after(desk, 2)

    text = text_of(house_sheets.sheet_pdf(desk, key, "letter"))

    assert "MUSTERWALD, Albin Theobald" in text
    assert "ALERT: citrate in session 2" in text
    assert BY_LAST in text
    assert "Target" in text
    assert "To fetch" in text
    assert "last " in text


def test_with_todays_values_nothing_is_taken_from_an_earlier_session(desk: Desk) -> None:
    key = planned_after(desk, 1, assessed=True)

    text = text_of(house_sheets.sheet_pdf(desk, key))

    assert BY_LAST not in text
    assert "Plasma volume" in text


def test_the_rows_of_a_sheet_have_the_columns_of_the_machine_of_the_session(desk: Desk) -> None:
    key = planned_after(desk, 1)
    planning.keep_machine(
        OpenSession(desk, key), Machine(kind=MachineKind.MEMBRANE, model="Membrane")
    )

    report = house_sheets.sheet_report(desk, key)

    (run,) = (one for one in report.sections if one.title == "Run")
    rows = next(one for one in run.blocks if isinstance(one, WriteTable))
    assert [one.heading for one in rows.columns][-4:-1] == ["access P", "return P", "TMP"]


def test_without_any_value_the_volumes_are_to_be_worked_out(desk: Desk) -> None:
    key = planned_after(desk, 0)

    assert "work them out from today’s weight" in text_of(house_sheets.sheet_pdf(desk, key))


@pytest.mark.parametrize(
    ("number", "where"), [(1, "citrate in course 1"), (None, "citrate in an earlier course")]
)
def test_reactions_of_earlier_courses_are_told(desk: Desk, number: int | None, where: str) -> None:
    key = planned_after(desk, 0)
    view = OpenSession(desk, key).view()
    course = view.course
    session = (course.sessions or ())[0]
    reacted = Reaction(
        id="r-old", kind=ReactionKind.CITRATE, grade=Grade.II, onset_at=course.order.ordered_at
    )
    old = replace(
        course,
        course_id="old",
        course_number=number,
        order=replace(course.order, ordered_at=course.order.ordered_at + timedelta(days=-30)),
        sessions=(replace(session, key=new_key(), reactions=(reacted,)),),
    )
    desk.store.add_course(old, view.line.patient_key)

    assert f"ALERT: {where}" in text_of(house_sheets.sheet_pdf(desk, key))


def test_the_number_of_a_sheet_is_that_which_the_session_asks_for(desk: Desk) -> None:
    key = planned_after(desk, 1)
    view = OpenSession(desk, key).view()

    report = house_sheets.sheet_report(desk, key)

    number = sheet_id(view.course, view.session)
    assert f"sheet {number}" in report.footer
    assert is_sheet(number.lower().replace("-", " "), number)


def test_no_sheet_to_write_on_is_made_of_a_session_that_has_ended(desk: Desk) -> None:
    house.import_document(desk, CASES / "gbs-albumin-five.json")
    (line,) = desk.store.courses()
    key = desk.store.sessions_of(line.course_key)[0].session_key

    with pytest.raises(RefusedError) as refused:
        house_sheets.sheet_report(desk, key)

    assert str(refused.value) == (
        "session 1 has ended: a sheet is to write on while it runs; print its summary, or a blank "
        "sheet"
    )


def test_a_session_that_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(StoreError):
        house_sheets.sheet_pdf(desk, "nowhere")
