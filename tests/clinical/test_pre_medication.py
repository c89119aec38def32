"""The ordered pre-medication beside what a session says of it."""

from __future__ import annotations

from typing import Any

from plexlog.clinical.pre_medication import PreMedication, pre_medication, subject_of
from plexlog.domain.findings import Phase
from plexlog.domain.records import OrderedDrug
from tests.clinical.limits import found
from tests.clinical.limits_given import CLEMASTINE
from tests.clinical.ward import course, judged

PARACETAMOL = {"drug": "Paracetamol", "dose": "1 g"}
ORDERED = {"order.x_plexlog_pre_medication": [CLEMASTINE, PARACETAMOL]}


def lines(changes: dict[str, Any]) -> tuple[PreMedication, ...]:
    changed = course({**ORDERED, **changes})
    return pre_medication(changed, judged(changed))


def answer(subject: str, clock: str, reason: str) -> dict[str, Any]:
    return {
        "finding": "pre-medication-open",
        "reason": reason,
        "by": "Ada",
        "at": f"2026-09-09T{clock}+02:00",
        "session_id": "s2",
        "subject_id": subject,
    }


def test_each_ordered_drug_is_open_until_something_is_on_record_of_it() -> None:
    clemastine, paracetamol = lines({})

    assert (clemastine.words, paracetamol.words) == ("Clemastine 2 mg IV", "Paracetamol 1 g")
    assert clemastine.is_open
    assert paracetamol.is_open


def test_a_given_drug_answers_one_line_only() -> None:
    given = [{**PARACETAMOL, "at": "2026-09-09T08:50+02:00"}]
    twice = {"order.x_plexlog_pre_medication": [PARACETAMOL, PARACETAMOL]}

    first, second = lines({**twice, "now.drugs_given": given})

    assert first.given is not None
    assert second.is_open


def test_what_is_given_after_the_start_is_no_pre_medication_and_is_told() -> None:
    late = {"now.drugs_given": [{**CLEMASTINE, "at": "2026-09-09T09:20+02:00"}]}

    assert lines(late)[0].is_open
    assert lines(late)[0].late is not None
    finding = found(Phase.BEFORE, "pre-medication-open", {**ORDERED, **late})
    assert finding is not None
    assert "on record only after the start, at 2026-09-09 09:20" in finding.what


def test_the_last_reason_for_not_giving_it_stands() -> None:
    answers = [
        answer("clemastine-2-mg", "08:40", "drowsy"),
        answer("clemastine-2-mg", "08:50", "refused by the patient"),
    ]

    clemastine, paracetamol = lines({"overrides": answers})

    assert clemastine.not_given is not None
    assert clemastine.not_given.reason == "refused by the patient"
    assert paracetamol.is_open
    finding = found(Phase.BEFORE, "pre-medication-open", {**ORDERED, "overrides": answers})
    assert finding is not None
    assert not finding.is_open


def test_a_drug_of_any_script_can_be_named_in_an_answer() -> None:
    assert subject_of(OrderedDrug(drug="Clemastine", dose="0.5 mg/kg")) == "clemastine-0-5-mg-kg"
    named = {subject_of(OrderedDrug(drug=drug, dose="2 mg")) for drug in ("קלמסטין", "كليماستين")}
    assert len(named) == 2
    assert all(one.startswith("drug-") for one in named)
