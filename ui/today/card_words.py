"""What a card of the board says: the words for one session, by the column it stands in."""

from __future__ import annotations

from collections.abc import Callable

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.language import ngettext
from plexlog.domain.moments import Moment
from plexlog.domain.unit import SessionLine
from plexlog.services.board import Card, Column
from ui.forms.person import person_words
from ui.widgets.board import CardView, ChipView, Figure


def card_view(card: Card, now: Moment) -> CardView:
    """A session as its card shows it."""
    line = card.line
    say = _unreadable if card.is_unreadable else _COLUMNS[card.column]
    figures, lead, words, chips, button = say(card, now)
    return CardView(
        key=line.session_key,
        name=f"{wording.in_capitals(line.family_name)}, {line.given_name}",
        person="" if card.is_unreadable else person_words(line.sex, line.birth_date, now.day),
        about=(card.indication, _place_in_course(line)),
        figures=figures,
        lead=lead,
        line=words,
        chips=chips,
        foot=_foot(card),
        button=button,
    )


def _foot(card: Card) -> tuple[str, ...]:
    """Where and who; of a due session, what it still lacks."""
    parts = (
        card.line.record_number,
        card.line.station or "",
        _short_name(card.person),
        *card.lacks,
    )
    return tuple(part for part in parts if part)


def _short_name(name: str) -> str:
    """Adelheid Bauer as A. Bauer: a card is narrow."""
    first, *rest = name.split() or [""]
    return f"{first[:1]}. {' '.join(rest)}" if rest else first


def is_missed(line: SessionLine, now: Moment) -> bool:
    """Whether a session that was never started was due on an earlier day."""
    return line.planned_at is not None and line.planned_at.day < now.day


_Said = tuple[tuple[Figure, ...], str, str, tuple[ChipView, ...], str]


def _place_in_course(line: SessionLine) -> str:
    if line.sessions_planned is None:
        return _("session {number}").format(number=line.number)
    words = _("{number} of {planned}").format(number=line.number, planned=line.sessions_planned)
    return words.replace(" ", wording.HARD_SPACE)  # one thing, in one line


def _unreadable(_card: Card, _now: Moment) -> _Said:
    return (), "", "", (ChipView(_("cannot be read"), "ask", "triangle-alert"),), _("Open")


def _running(card: Card, now: Moment) -> _Said:
    run = card.running
    chips: list[ChipView] = []
    if run is None:
        return (), "", _("running"), (), _("Continue")
    figures = (
        Figure(_("Elapsed"), wording.elapsed(run.elapsed_minutes)),
        _of_target(run.percent_of_target),
        _vitals(run.vitals.due_at if run.vitals else None, run.minutes_late, now),
    )
    if card.to_answer:
        chips.append(
            ChipView(
                ngettext("{count} to answer", "{count} to answer", card.to_answer).format(
                    count=card.to_answer
                ),
                "ask",
            )
        )
    if card.is_target_reached:
        chips.append(ChipView(_("target reached"), "ok", "circle-check"))
    if run.is_paused:
        chips.append(ChipView(_("paused"), "notice", "pause"))
    if run.vitals is not None and run.minutes_late:
        since = _("vitals late since {time}").format(time=_short(run.vitals.due_at, now))
        chips.append(ChipView(since, "notice", "bell"))
    exchanged = wording.plasma_volumes(run.plasma_volumes)
    words = _("{count} PV").format(count=exchanged) if run.plasma_volumes is not None else ""
    return figures, "", words, (*chips, *_reactions(card)), _("Continue")


def _of_target(percent: float | None) -> Figure:
    if percent is None:
        return Figure(_("Of target"), wording.MISSING)
    return Figure(_("Of target"), wording.number(percent), "%")


def _vitals(due_at: Moment | None, minutes_late: float | None, now: Moment) -> Figure:
    if due_at is None:
        return Figure(_("Vitals"), wording.MISSING)
    if minutes_late:
        late, unit = wording.lateness(minutes_late)
        return Figure(_("Vitals"), late, _("{unit} late").format(unit=unit), late=True)
    left = max(due_at.minutes_since(now), 0.0)
    return Figure(_("Vitals"), wording.number(left), _("min"))


def _due(card: Card, now: Moment) -> _Said:
    at = card.line.planned_at
    if at is None:
        return (), "", _("no time planned"), (), _("Start")
    return (), wording.clock_on(at, now.day), card.fluid, (), _("Start")


def _overdue(card: Card, now: Moment) -> _Said:
    at = card.line.planned_at
    if at is not None and is_missed(card.line, now):
        missed = _("missed {day}").format(day=f"{at.instant:%a} {wording.day(at.day)}")
        return (), "", "", (ChipView(missed, "ask", "calendar-x"),), _("Plan anew")
    late = wording.hours_minutes(now.minutes_since(at)) if at is not None else wording.MISSING
    words = _("due {time}, {late} h ago").format(time=wording.clock(at), late=late)
    return (), "", "", (ChipView(words, "ask", "clock-alert"),), _("Start")


def _to_sign(card: Card, now: Moment) -> _Said:
    if card.is_signed:
        signed = _("signed {time}").format(time=_short(card.line.signed_at, now))
        return (), "", signed, (), _("Countersign")
    if card.line.is_from_paper:
        paper = ChipView(_("from paper"), "notice", "file-text")
        if card.line.ended_at is None:
            words = "" if card.reactions else _("being entered")
            return (), "", words, (paper, *_reactions(card)), _("Go on")
        ended = _("ended {time}").format(time=_short(card.line.ended_at, now))
        words = "" if card.reactions else ended  # a card is narrow
        return (), "", words, (paper, *_reactions(card)), _("Sign")
    ended = _("ended {time}").format(time=_short(card.line.ended_at, now))
    return (), "", ended, _reactions(card), _("Sign")


def _finished(card: Card, now: Moment) -> _Said:
    signed = _("signed {time}").format(time=_short(card.line.signed_at, now))
    return (), "", signed, _reactions(card), _("Open")


def _short(at: Moment | None, now: Moment) -> str:
    """The time alone today, with month and day within the year: a card is narrow."""
    if at is None or at.day == now.day or at.day.year != now.day.year:
        return wording.clock_on(at, now.day)
    return f"{at.day:%m-%d} {at.clock}"


def _reactions(card: Card) -> tuple[ChipView, ...]:
    if not card.reactions:
        return ()
    words = ngettext("{count} reaction", "{count} reactions", card.reactions)
    if card.open_reactions:
        open_words = ngettext(
            "{count} reaction open", "{count} reactions open", card.open_reactions
        )
        return (ChipView(open_words.format(count=card.open_reactions), "ask", "zap"),)
    return (ChipView(words.format(count=card.reactions), "notice", "zap"),)


_COLUMNS: dict[Column, Callable[[Card, Moment], _Said]] = {
    Column.RUNNING: _running,
    Column.DUE: _due,
    Column.OVERDUE: _overdue,
    Column.TO_SIGN: _to_sign,
    Column.FINISHED: _finished,
}
