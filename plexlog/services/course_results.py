"""Laboratory values and scores of a course, entered by draw: before or after a session, later.

They stand beside the sessions, which may be signed, and never in them. What is on file changes
only with a reason; the history keeps what stood before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import itemgetter

from plexlog.clinical.course_levels import measurements
from plexlog.clinical.scale_change import LABORATORY
from plexlog.domain import wording
from plexlog.domain.catalogue import of_blood
from plexlog.domain.entry import Entry, limits_of, read_entry
from plexlog.domain.errors import Refusal, RefusedError, UnreadableError
from plexlog.domain.facts import ScaleFact
from plexlog.domain.fields import Limits, NumberField, Severity
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, LabResult, Score, Session
from plexlog.domain.roles import Act
from plexlog.domain.shapes import Measured, Values
from plexlog.domain.steps import Step
from plexlog.domain.words import LabTiming
from plexlog.services.desk import Desk
from plexlog.services.permission import needs
from plexlog.services.recording import STOOD_BY
from plexlog.services.times import read_time

SCORE = "score."  # before the code of a scale: how a form knows its box
AT, WHY = "at", "why"  # places of refusals
Result = LabResult | Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """Which sample: of which session, and when by it."""

    session_id: str
    timing: LabTiming


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What goes with a typed value: when it was drawn, and why it is changed where it is."""

    at: str
    why: str = ""
    is_sure: bool = False  # an unlikely value was asked about, and is right


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """One quantity of a draw as a form shows it."""

    declared: NumberField
    text: str  # on file, as it was typed; empty: nothing
    remark: str  # who entered it and when, and whether it was asked about
    last: str  # the latest other value of the course
    is_bedside: bool = False  # on record in a step of the session, and corrected there


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawView:
    """A sample as a form shows it; `at` is None until something of it is on file."""

    draw: Draw
    at: Moment | None
    lines: tuple[ResultLine, ...]
    others: tuple[Moment, ...] = ()  # when other samples of the same draw were taken

    @property
    def on_file(self) -> tuple[str, ...]:
        """What is on file of the sample, by name."""
        return tuple(one.declared.label for one in self.lines if one.text and not one.is_bedside)


def result_fields(desk: Desk, course: Course) -> tuple[NumberField, ...]:
    """What is entered here: what is measured in blood, then the scales of the course."""
    return (*of_blood(desk.catalogue), *(scale_field(fact) for fact in _scales(desk, course)))


def _scales(desk: Desk, course: Course) -> Iterator[ScaleFact]:
    """The ordered scale and those with values; not what the laboratory tells."""
    used = {course.order.response_scale, *(one.scale for one in course.scores or ())}
    for fact in desk.store.facts(ScaleFact):
        if fact.code in used and fact.code not in LABORATORY:
            yield fact


def scale_field(fact: ScaleFact) -> NumberField:
    """A response scale as a quantity: its range is what is possible."""
    step = Decimal(fact.step).normalize().as_tuple().exponent
    return NumberField(
        code=f"{SCORE}{fact.code}",
        label=fact.label,
        help=fact.measures,
        unit="1",
        shown_unit=fact.unit,
        decimals=-step if isinstance(step, int) and step < 0 else 0,
        places=(),
        possible=Limits.of(fact.lowest, fact.highest),
        source=fact.source,
    )


def draw_view(desk: Desk, course_key: str, draw: Draw, at: str = "") -> DrawView:
    """A draw as it is on file: the sample of the time that was typed, or else the last one."""
    course = desk.store.course(course_key)
    on_file = results_of(course, draw, typed_time(desk, at))
    bedside = _at_bedside(course, draw)
    times = [_time_of(one) for one in on_file.values()]
    taken = max(times) if times else None
    others = {_time_of(one) for one in _of_draw(course, draw)}
    return DrawView(
        draw=draw,
        at=taken,
        lines=tuple(
            _bedside_line(course, declared, draw, bedside[declared.code])
            if declared.code in bedside and declared.code not in on_file
            else _line(course, declared, on_file.get(declared.code))
            for declared in result_fields(desk, course)
        ),
        others=tuple(sorted(one for one in others if taken is None or not _is_at(one, taken))),
    )


def results_of(course: Course, draw: Draw, at: Moment | None = None) -> dict[str, Result]:
    """What is on file of one sample of a draw, by quantity: of that time, or else of the last."""
    found = _of_draw(course, draw)
    if found:
        wanted = at or max(map(_time_of, found))
        found = [one for one in found if _is_at(_time_of(one), wanted)]
    return {_code_of(one): one for one in sorted(found, key=_time_of)}


def _of_draw(course: Course, draw: Draw) -> list[Result]:
    every: list[Result] = [*(course.lab_results or ()), *(course.scores or ())]
    return [one for one in every if (one.session_id, one.timing) == (draw.session_id, draw.timing)]


def _is_at(one: Moment, wanted: Moment) -> bool:
    """Whether a sample is of a time as a form writes it, whatever the offset it was kept with."""
    return (one.day, one.clock) == (wanted.day, wanted.clock)


def _at_bedside(course: Course, draw: Draw) -> Values:
    """What steps of the session recorded of a draw, by quantity."""
    session = course.session(draw.session_id)
    if draw.timing is LabTiming.BEFORE_SESSION:
        return session.before or {}
    if draw.timing is LabTiming.AFTER_SESSION and session.close is not None:
        return session.close.after or {}
    return {}


def _where(draw: Draw) -> str:
    step = Step.ASSESS if draw.timing is LabTiming.BEFORE_SESSION else Step.CLOSE
    return f"from {step.value.capitalize()}"


def _bedside_line(
    course: Course, declared: NumberField, draw: Draw, measured: Measured
) -> ResultLine:
    at = "" if measured.taken_at is None else wording.moment(measured.taken_at)
    return ResultLine(
        declared=declared,
        text=f"{measured.value:f}",
        remark=", ".join(part for part in (_where(draw), at) if part),
        last=_last(course, declared, (measured.taken_at, measured.value)),
        is_bedside=True,
    )


def typed_time(desk: Desk, text: str) -> Moment | None:
    """The time that was typed; None where it is blank or cannot be read."""
    try:
        return read_time(text, desk.now())
    except UnreadableError:
        return None


def _line(course: Course, declared: NumberField, result: Result | None) -> ResultLine:
    return ResultLine(
        declared=declared,
        text="" if result is None else _text_of(result),
        remark=_remark(result),
        last=_last(course, declared, None if result is None else (_time_of(result), result.value)),
    )


def _text_of(result: Result) -> str:
    return (result.typed if isinstance(result, LabResult) else "") or f"{result.value:f}"


def _remark(result: Result | None) -> str:
    """Who entered a value and when; of a document nobody knows."""
    if result is None or result.entered_at is None:
        return ""
    asked = result.answered if isinstance(result, LabResult) else ""
    parts = (asked, result.by or "", wording.moment(result.entered_at))
    return ", ".join(part for part in parts if part)


def _last(course: Course, declared: NumberField, own: tuple[Moment | None, Decimal] | None) -> str:
    """The latest value of a quantity other than the one on the line, with its time."""
    if declared.code.startswith(SCORE):
        of_scale = [one for one in course.scores or () if _code_of(one) == declared.code]
        values = [(one.at, one.value) for one in of_scale]
    else:
        values = [(one.taken_at, one.value) for one in measurements(course, declared.code)]
    values = [one for one in values if one != own]
    if not values:
        return ""
    at, value = max(values, key=itemgetter(0))
    words = wording.quantity_with_unit(declared, Measured(value=value))
    return f"{words}, {wording.moment(at)}"


@needs(Act.SESSION)
def enter_result(
    desk: Desk, course_key: str, draw: Draw, code: str, text: str, given: Given
) -> Entry:
    """Record a typed value of a draw; blank takes back what is on file.

    A refused or unlikely value comes back as such and is recorded only when `is_sure`. Raises
    RefusedError for a time that cannot be, and for a change without its reason.
    """
    course = desk.store.course(course_key)
    declared = next(one for one in result_fields(desk, course) if one.code == code)
    entry = _off_the_scale(desk, read_entry(declared, text))
    if entry.is_refused or (entry.is_question and not given.is_sure):
        return entry
    on_file = results_of(course, draw, typed_time(desk, given.at)).get(code)
    if on_file is None and code in _at_bedside(course, draw) and entry.value is not None:
        return replace(
            entry,
            value=None,
            severity=Severity.REFUSE,
            message=f"{_where(draw)}: correct it there",
        )
    if on_file is not None and on_file.value == entry.value:
        return entry
    if on_file is not None:
        _need_reason(given.why)
    if entry.value is None:
        if on_file is not None:
            desk.store.take_back_result(course_key, on_file, given.why.strip())
        return entry
    at = read_draw_time(desk, course, draw, given.at)
    made = _made(desk, draw, entry, at, declared)
    if on_file is not None:
        made = replace(_at(made, _time_of(on_file)), key=on_file.key)
    with desk.store.writing(given.why.strip()):
        desk.store.put_result(course_key, made)
    return entry


@needs(Act.SESSION)
def move_draw(desk: Desk, course_key: str, draw: Draw, given: Given, was: str = "") -> None:
    """Correct when a sample was drawn: of all that is on file of it, and of no other sample.

    The sample is the one that stands at the time it `was` said to be drawn, or else the last one.
    Raises RefusedError.
    """
    course = desk.store.course(course_key)
    at = read_draw_time(desk, course, draw, given.at)
    _need_reason(given.why)
    with desk.store.writing(given.why.strip()):
        for one in results_of(course, draw, typed_time(desk, was)).values():
            desk.store.put_result(course_key, _at(one, at))


def read_draw_time(desk: Desk, course: Course, draw: Draw, text: str) -> Moment:
    """Read when a sample was drawn; it fits its session. Raises RefusedError at `at`."""
    if not text.strip():
        raise RefusedError([Refusal(AT, "needs the time at which it was drawn")])
    try:
        at = read_time(text, desk.now())
    except UnreadableError as unreadable:
        raise RefusedError([Refusal(AT, str(unreadable))]) from None
    misfit = _misfit(course.session(draw.session_id), draw.timing, at) or _beyond(course, draw, at)
    if misfit:
        raise RefusedError([Refusal(AT, misfit)])
    return at


def _misfit(session: Session, timing: LabTiming, at: Moment) -> str:
    """Why a time does not fit a draw; empty where it does."""
    started, ended = session.started_at, session.ended_at
    if timing is LabTiming.BEFORE_SESSION and started is not None and at > started:
        return f"lies after the start of the session, {wording.moment(started)}"
    if timing not in (LabTiming.AFTER_SESSION, LabTiming.NEXT_DAY):
        return ""
    if ended is None:
        return "cannot be yet: the session has not ended"
    if at < ended:
        return f"lies before the end of the session, {wording.moment(ended)}"
    if timing is LabTiming.NEXT_DAY and at.day == ended.day:
        return f"is on the day of the session, {wording.day(ended.day)}"
    return ""


def _beyond(course: Course, draw: Draw, at: Moment) -> str:
    """Why a time is that of a draw of another session; empty where it is not."""
    number = course.session(draw.session_id).number
    begun = {
        one.number: one.started_at for one in course.sessions or () if one.started_at is not None
    }
    if draw.timing is LabTiming.BEFORE_SESSION:
        passed = min((one for one in begun if one < number and at < begun[one]), default=None)
        side = "before"
    elif draw.timing is LabTiming.OTHER:
        return ""
    else:
        passed = max((one for one in begun if one > number and at > begun[one]), default=None)
        side = "after"
    if passed is None:
        return ""
    return f"lies {side} session {passed} began, {wording.moment(begun[passed])}; enter it there"


def _need_reason(why: str) -> None:
    if not why.strip():
        raise RefusedError([Refusal(WHY, "needs a reason in a few words")])


def _off_the_scale(desk: Desk, entry: Entry) -> Entry:
    """The entry, refused where a scale has no such value between its ends."""
    facts = {f"{SCORE}{fact.code}": fact for fact in desk.store.facts(ScaleFact)}
    fact = facts.get(entry.code)
    if fact is None or entry.value is None:
        return entry
    skipped = {Decimal(one) for one in fact.left_out}
    off_step = (entry.value - Decimal(fact.lowest)) % Decimal(fact.step) != 0
    if entry.value not in skipped and not off_step:
        return entry
    words = f"the scale has no {entry.value}; its steps are {fact.step}"
    return replace(entry, value=None, severity=Severity.REFUSE, message=words)


def _made(desk: Desk, draw: Draw, entry: Entry, at: Moment, declared: NumberField) -> Result:
    assert entry.value is not None  # noqa: S101 - a blank one was taken back
    if entry.code.startswith(SCORE):
        return Score(
            scale=entry.code.removeprefix(SCORE),
            value=entry.value,
            at=at,
            by=desk.me,
            session_id=draw.session_id,
            timing=draw.timing,
            entered_at=desk.now(),
        )
    return LabResult(
        quantity=entry.code,
        value=entry.value,
        taken_at=at,
        session_id=draw.session_id,
        timing=draw.timing,
        by=desk.me,
        entered_at=desk.now(),
        typed=entry.text.strip(),
        answered=STOOD_BY if entry.severity is Severity.ASK else "",
        limits=limits_of(declared),
    )


def _at(result: Result, at: Moment) -> Result:
    if isinstance(result, Score):
        return replace(result, at=at)
    return replace(result, taken_at=at)


def _time_of(result: Result) -> Moment:
    return result.at if isinstance(result, Score) else result.taken_at


def _code_of(result: Result) -> str:
    return f"{SCORE}{result.scale}" if isinstance(result, Score) else result.quantity
