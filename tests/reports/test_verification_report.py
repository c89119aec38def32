"""The paper of a verification: what was found, and which patients were erased, naming none."""

from __future__ import annotations

from plexlog.domain.erasing import ErasedBy, Erasure
from plexlog.domain.moments import Moment
from plexlog.domain.verified import Verified
from plexlog.reports.model import Report
from plexlog.reports.verification_report import VerificationInput, verification_report
from tests.reports.cases import section_text

TITLE = "Patients erased"


def erased(at: str, sessions: int) -> Erasure:
    return Erasure(
        key=at,
        at=Moment.parse(f"{at}T10:00+01:00"),
        of_patient="key-of-somebody",
        why="asked for by letter",
        courses=1,
        sessions=sessions,
        rows=1204,
        head="ab12",
        numbers=((1, 9),),
        first=ErasedBy(key="1", name="Ada Nadel", public_key="p"),
        second=ErasedBy(key="2", name="Ben Schlauch", public_key="q"),
    )


def paper(*erasures: Erasure) -> Report:
    return verification_report(
        VerificationInput(
            verified=Verified(problems=(), number=7, head="cd34", rows=7),
            erasures=erasures,
            last="Everything was never checked together yet.",
            unit_name="Unit",
            version="0.1.0",
            printed_at=Moment.parse("2026-11-22T10:00+01:00"),
        )
    )


def test_patients_erased_stand_with_number_day_amount_and_the_two_who_did_it() -> None:
    told = section_text(paper(erased("2026-03-01", 5), erased("2026-04-02", 0)), TITLE)

    assert told.splitlines() == [
        "No. | Erased | By | Courses | Sessions | Rows",
        "1 | 2026-03-01 10:00 | Ada Nadel and Ben Schlauch | 1 | 5 | 1\u202f204",
        "2 | 2026-04-02 10:00 | Ada Nadel and Ben Schlauch | 1 | 0 | 1\u202f204",
    ]


def test_nothing_on_it_tells_who_was_erased() -> None:
    told = str(paper(erased("2026-03-01", 5)))

    assert "key-of-somebody" not in told
    assert "asked for by letter" not in told


def test_where_nobody_was_erased_nothing_is_said_of_it() -> None:
    assert TITLE not in {section.title for section in paper().sections}
