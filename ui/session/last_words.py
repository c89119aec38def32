"""What was last recorded of each quantity, and when; shown beside the new value."""

from __future__ import annotations

from collections.abc import Mapping

from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE, DIASTOLIC, SYSTOLIC
from plexlog.domain.language import gettext as _
from plexlog.domain.moments import Moment
from plexlog.domain.shapes import Measured
from plexlog.services.last_values import last_values
from plexlog.services.open_session import SessionView


def last_words(view: SessionView) -> dict[str, str]:
    """By code, such as `last 129 at 09:50`: of the kept rows, or from before the start."""
    last = last_values(view.session)
    return {code: _words(code, measured, at) for code, (measured, at) in last.items()}


def with_pair(view: SessionView, words: Mapping[str, str]) -> dict[str, str]:
    """The same with the pressures as a pair, `last 129/82 at 09:50`, for a box of both."""
    for reading in reversed(view.session.in_time):
        if SYSTOLIC.code in reading.values:
            pair = wording.pressure(
                reading.values[SYSTOLIC.code], reading.values.get(DIASTOLIC.code)
            )
            said = _("last {value} at {time}").format(value=pair, time=reading.at.clock)
            return {**words, SYSTOLIC.code: said}
    return dict(words)


def row_words(view: SessionView) -> dict[str, str]:
    """The same for the open row: pressures as a pair, each with its change since the start."""
    words = with_pair(view, last_words(view))
    if SYSTOLIC.code in words and DIASTOLIC.code in words:
        words[DIASTOLIC.code] = words[SYSTOLIC.code]
    return words


def _words(code: str, measured: Measured, at: Moment | None) -> str:
    shown = wording.quantity(CATALOGUE[code], measured)
    if at is None:
        return _("last {value}").format(value=shown)
    return _("last {value} at {time}").format(value=shown, time=at.clock)
