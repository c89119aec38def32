"""The ordered pre-medication of a session as its pages show and give it.

Giving is the usual record of a drug, filled in as ordered; not giving answers its finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plexlog.clinical.pre_medication import PreMedication, pre_medication
from plexlog.domain import wording
from plexlog.services.drugs_by_protocol import AS_ORDERED, volume_of
from plexlog.services.open_session import OpenSession, SessionView


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedLine:
    """One ordered drug as a page shows it."""

    key: str
    words: str
    detail: str
    is_given: bool
    is_open: bool  # neither given nor said why not


def ordered_lines(view: SessionView) -> tuple[OrderedLine, ...]:
    """The ordered pre-medication, each with what is on record of it."""
    return tuple(
        OrderedLine(
            key=one.subject,
            words=one.words,
            detail=_detail(view, one),
            is_given=one.given is not None,
            is_open=one.is_open,
        )
        for one in pre_medication(view.course, view.session)
    )


def _detail(view: SessionView, one: PreMedication) -> str:
    if one.given is not None:
        given = one.given
        what = "" if given.dose == one.ordered.dose else f" {given.dose}"
        return f"given{what} {wording.clock_on(given.at, view.now.day)}{_by(given.by)}"
    if one.not_given is not None:
        said = one.not_given
        return f"not given: {said.reason} ({said.by}, {wording.clock_on(said.at, view.now.day)})"
    if one.late is not None:
        return f"on record only after the start, {wording.clock_on(one.late.at, view.now.day)}"
    return "not on record as given"


def _by(name: str | None) -> str:
    return f", {name}" if name else ""


def texts_as_ordered(session: OpenSession, key: str) -> Mapping[str, str]:
    """What the dialog of a drug is filled in with."""
    view = session.view()
    lines = pre_medication(view.course, view.session)
    drug = next(one.ordered for one in lines if one.subject == key)
    volume = volume_of(drug, session.desk.knowledge.run_drugs)
    return {
        "drug": drug.drug,
        "dose": drug.dose,
        "route": drug.route.value if drug.route else "",
        "volume_ml": "" if volume is None else f"{volume:f}",
        "reason": AS_ORDERED,
    }


def open_words(view: SessionView) -> str:
    """The ordered drugs that are neither given nor said why not, in words."""
    return ", ".join(one.words for one in ordered_lines(view) if one.is_open)
