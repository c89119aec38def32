"""Small questions that a record answers about itself."""

from __future__ import annotations

from datetime import date

import pytest

from plexlog.domain import records, words
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, Phase
from plexlog.domain.moments import Moment
from plexlog.domain.records import (
    AccessDevice,
    Course,
    Order,
    Override,
    Patient,
    Reading,
    Session,
)
from plexlog.domain.words import AccessKind, Fluid, Grade, Route

AT = Moment.parse("2026-11-20T14:30+01:00")
KEPT = Reading(at=AT)
TYPING = Reading(at=AT, is_open=True)
DEVICES = (
    AccessDevice(id="cath", kind=AccessKind.TUNNELLED_CATHETER),
    AccessDevice(id="fistula", kind=AccessKind.AV_FISTULA),
)


def course_of(*sessions: Session, access: str | None = "cath") -> Course:
    return Course(
        course_id="c1",
        patient=Patient(
            family_name="Nadelbaum",
            given_name="Zoe",
            birth_date=date(1984, 3, 9),
            record_number="NB-1",
        ),
        order=Order(indication="ttp", ordered_by="Dr. A", ordered_at=AT, access_device_id=access),
        access_devices=DEVICES,
        sessions=sessions or None,
    )


def test_a_row_being_typed_does_not_count_until_it_is_kept() -> None:
    session = Session(id="s1", number=1, readings=(KEPT, TYPING))

    assert session.open_row is TYPING
    assert session.kept().readings == (KEPT,)
    assert course_of(session).kept().session("s1").readings == (KEPT,)


def test_without_rows_there_is_none_open_and_nothing_to_leave_out() -> None:
    session = Session(id="s1", number=1)

    assert session.open_row is None
    assert session.kept() is session
    assert course_of().kept().sessions is None


def test_a_session_is_found_by_its_id() -> None:
    second = Session(id="s2", number=2)

    assert course_of(Session(id="s1", number=1), second).session("s2") is second
    with pytest.raises(KeyError):
        course_of().session("s2")


def test_a_session_uses_its_own_access_or_else_the_orders() -> None:
    course = course_of()

    assert course.access_of(Session(id="s1", number=1)) is DEVICES[0]
    assert course.access_of(Session(id="s1", number=1, access_device_id="fistula")) is DEVICES[1]
    assert course.device("unknown") is None
    assert course_of(access=None).access_of(Session(id="s1", number=1)) is None


def test_every_record_can_be_imported_from_one_place() -> None:
    assert all(hasattr(records, name) for name in records.__all__)


@pytest.mark.parametrize(
    ("word", "label"),
    [
        (Fluid.SALINE, "sodium chloride 0.9 %"),
        (words.Outcome.RESOLVED, "resolved"),
        (words.AccessKind.PERIPHERAL_VEINS, "peripheral veins"),
        (words.Diluent.SALINE, "sodium chloride 0.9 %"),
    ],
)
def test_a_word_is_read_by_people_as_its_label(word: words.Word, label: str) -> None:
    assert word.label == label


def test_every_label_names_a_word_that_exists() -> None:
    for kind, value in words.LABELS:
        assert value in {member.value for member in getattr(words, kind)}


def test_words_know_what_they_are() -> None:
    assert Fluid.PLASMA_SD_TREATED.is_plasma
    assert not Fluid.ALBUMIN.is_plasma
    assert Fluid.ALBUMIN.is_colloid
    assert not Fluid.SALINE.is_colloid
    assert AccessKind.PORT.is_central_line
    assert not AccessKind.AV_GRAFT.is_central_line
    assert Route.IV.counts_in_balance
    assert not Route.ORAL.counts_in_balance
    assert [grade.rank for grade in Grade] == [1, 2, 3, 4]


def test_a_finding_is_open_until_it_is_answered() -> None:
    finding = Finding(code="fever", severity=Severity.ASK, phase=Phase.BEFORE, what="38.2 °C")
    answer = Override(finding="fever", reason="known", by="N", at=AT)

    assert finding.is_open
    assert not finding.answered_by(answer).is_open
    assert not Finding(
        code="volume", severity=Severity.NOTICE, phase=Phase.ORDER, what="seen"
    ).is_open


def test_a_refusal_reads_as_one_line() -> None:
    refused = RefusedError([Refusal("order.note", "is too long"), Refusal("", "no patient")])

    assert str(refused) == "order.note: is too long; no patient"
    assert refused.reasons == "is too long; no patient"
    assert refused.refusals[0].place == "order.note"
