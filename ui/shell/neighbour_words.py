"""A running session of another window, in the words of the rail."""

from __future__ import annotations

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.services.neighbours import Neighbour
from ui.shell.chair import Chair
from ui.shell.neighbours import NeighbourView
from ui.widgets.timer_rows import TimerView

_PAUSED, _LATE, _DUE = "pause", "triangle-alert", "bell"
_DUE_WITHIN = 1.0  # minutes: from then on the bell is shown


def neighbour_view(one: Neighbour, chair: Chair) -> NeighbourView:
    """A running session in the words of the rail."""
    elapsed = wording.MISSING
    if one.running.elapsed_minutes is not None:
        elapsed = wording.elapsed(one.running.elapsed_minutes)
    icon, state, time = _vitals(one)
    name = f"{wording.in_capitals(one.family_name)}, {one.given_name}"
    spoken = _("Chair {letter}, {name}, running {elapsed}, vitals {state} {time}")
    return NeighbourView(
        key=one.session_key,
        chair=chair,
        initials=one.initials,
        elapsed=elapsed,
        icon=icon,
        state=state,
        time=time,
        spoken=spoken.format(
            letter=chair.letter, name=name, elapsed=elapsed, state=state, time=time
        ).strip(),
    )


def timer_view(one: Neighbour, chair: Chair | None) -> TimerView:
    """A running session in one line that names nobody, for a locked window."""
    view = neighbour_view(one, chair or Chair(""))
    place = _("Chair {letter}").format(letter=chair.letter) if chair else _("Session")
    vitals = " ".join(part for part in (view.state, view.time) if part)
    is_waiting = view.icon == _PAUSED
    words = _("paused") if is_waiting else _("vitals {state}").format(state=vitals)
    line = _("{place} running {elapsed}  ·  {words}").format(
        place=place, elapsed=view.elapsed, words=words
    )
    is_pressing = view.icon in (_LATE, _DUE)
    return TimerView(view.icon, "noticeInk" if is_pressing else "ink", line)


def _vitals(one: Neighbour) -> tuple[str, str, str]:
    """Icon, word and time: each of them alone tells the states apart.

    A pause gives way to vitals that are due: the patient is looked at all the same.
    """
    left = one.minutes_to_vitals
    if one.running.is_paused and (left is None or left >= _DUE_WITHIN):
        return _PAUSED, _("paused"), ""
    if left is None:
        return "circle-dashed", _("none"), _("due")
    late = left <= -_DUE_WITHIN  # only full minutes count as late, as on the run page
    if late:
        return _LATE, _("late"), " ".join(wording.lateness(-left))
    if left < _DUE_WITHIN:
        return _DUE, _("due"), _("now")
    return "clock", _("in"), _("{count} min").format(count=wording.number(left))
