"""What is told beside values, in words: drugs to give after, waiting, teaching."""

from __future__ import annotations

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.moments import Moment
from plexlog.domain.records import DrugAfter
from plexlog.services.open_session import SessionView
from ui.session.record_list import ListLine, by_words


def drug_lines(view: SessionView) -> tuple[ListLine, ...]:
    """The drugs to give after, each with when."""
    return tuple(
        ListLine(
            " ".join(part for part in (one.drug, one.dose or "") if part),
            " · ".join(part for part in (_hold(one), one.note or "", _by(view, one)) if part),
        )
        for one in view.session.drugs_after or ()
    )


def _by(view: SessionView, one: DrugAfter) -> str:
    return by_words(one.by, wording.clock_on(one.at, view.now.day))


def _hold(one: DrugAfter) -> str:
    held = _("hold until the end of the exchange")
    if one.hold_until is not None:
        held = _("hold until {at}").format(at=wording.moment(one.hold_until))
    if one.next_dose_at is None:
        return held
    return _("{held}, next dose {at}").format(held=held, at=wording.moment(one.next_dose_at))


def drugs_note(view: SessionView) -> str:
    """What stands beside the heading while nothing was told."""
    return "" if view.session.drugs_after else _("none told")


def delay_lines(view: SessionView) -> tuple[ListLine, ...]:
    """Times of waiting, each with its reason."""
    return tuple(
        ListLine(
            f"{wording.with_unit(wording.number(one.minutes), 'min')}, {one.reason.label}",
            _told(one.note, one.by, one.at, view),
        )
        for one in view.session.delays or ()
    )


def delays_note(view: SessionView) -> str:
    """How long the session waited in all."""
    minutes = [one.minutes for one in view.session.delays or ()]
    return wording.with_unit(wording.number(sum(minutes)), "min") if minutes else ""


def lesson_lines(view: SessionView) -> tuple[ListLine, ...]:
    """What was taught, and what the patient said back."""
    return tuple(
        ListLine(one.topic, _told(one.answer, one.by, one.at, view))
        for one in view.session.lessons or ()
    )


def _told(words: str | None, by: str | None, at: Moment | None, view: SessionView) -> str:
    told = by_words(by, wording.clock_on(at, view.now.day))
    return " · ".join(part for part in (words or "", told) if part)
