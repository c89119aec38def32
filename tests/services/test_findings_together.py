"""One fall of pressure is one card; an answer to it answers both rules."""

from __future__ import annotations

from dataclasses import replace

from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, Phase
from plexlog.domain.moments import Moment
from plexlog.domain.records import Override
from plexlog.services.findings_together import codes_of, together

AT = Moment.parse("2026-11-02T10:30+01:00")
LATER = Moment.parse("2026-11-02T10:45+01:00")
LOW = Finding(
    code="systolic-low",
    severity=Severity.ASK,
    phase=Phase.RUN,
    what="Systolic pressure 84 mmHg at 10:30",
    at=(AT,),
)
FELL = replace(
    LOW, code="systolic-fell", what="Systolic pressure 84 mmHg at 10:30, 40 below the start"
)
ANSWERED = replace(LOW, override=Override(finding="systolic-low", reason="", by="N", at=AT))


def test_one_fall_is_one_card_that_answers_both() -> None:
    (shown,) = together([FELL, LOW])

    assert shown.code == "systolic-low"
    assert shown.what == "Systolic pressure 84 mmHg at 10:30, 40 below the start"
    assert codes_of([FELL, LOW], "systolic-low") == ("systolic-low", "systolic-fell")


def test_a_fall_that_is_not_low_stands_alone() -> None:
    assert together([FELL]) == (FELL,)
    assert codes_of([FELL], "systolic-fell") == ("systolic-fell",)


def test_a_fall_of_another_time_is_another_card() -> None:
    later = replace(FELL, at=(AT, LATER))

    assert together([later, LOW]) == (later, LOW)
    assert codes_of([later, LOW], "systolic-low") == ("systolic-low",)


def test_what_was_answered_takes_nothing_in() -> None:
    assert together([FELL, ANSWERED]) == (FELL, ANSWERED)
