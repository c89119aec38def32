"""Blood that the order wants drawn around a session, as rows: what is there, what is to draw."""

from __future__ import annotations

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.moments import Moment
from plexlog.domain.words import LabTiming
from plexlog.services.labs_due import labs_due
from plexlog.services.open_session import SessionView
from ui.session.fact_rows import FactRow, FactRows


def show_labs(rows: FactRows, view: SessionView, *timings: LabTiming) -> None:
    """Show what is ordered at these times; hidden where nothing is."""
    shown = [
        FactRow(_label(one.label, timing, timings), _words(one.at))
        for timing in timings
        for one in labs_due(view, timing)
    ]
    rows.show_rows(shown)
    rows.setVisible(bool(shown))


def _label(label: str, timing: LabTiming, timings: tuple[LabTiming, ...]) -> str:
    """The value, and when where several times stand in one list."""
    return label if len(timings) == 1 else f"{label}, {timing.label}"


def _words(at: Moment | None) -> str:
    if at is None:
        return _("to draw: not on record yet")
    return _("taken {time}").format(time=wording.moment(at))
