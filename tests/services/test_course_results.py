"""Laboratory values and scores of a course are entered by draw, asked about, and corrected."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.moments import Moment
from plexlog.domain.records import Close, Course, LabResult
from plexlog.domain.shapes import Measured
from plexlog.domain.words import LabTiming
from plexlog.services.course_results import (
    Draw,
    DrawView,
    Given,
    ResultLine,
    draw_view,
    enter_result,
    move_draw,
)
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from tests.services import ward
from tests.services.fakes import FakeClock

BEFORE = Draw(session_id="s1", timing=LabTiming.BEFORE_SESSION)
AFTER = Draw(session_id="s1", timing=LabTiming.AFTER_SESSION)
NEXT_DAY = Draw(session_id="s1", timing=LabTiming.NEXT_DAY)
OTHER = Draw(session_id="s1", timing=LabTiming.OTHER)
EDSS = "score.edss"
FIBRINOGEN = "fibrinogen_g_l"
MORNING = Given(at="13:30")
SCORED = replace(ward.COURSE, order=replace(ward.COURSE.order, response_scale="edss"))


@pytest.fixture
def course_key(desk: Desk) -> str:
    return desk.store.add_course(SCORED)


@pytest.fixture
def ended_key(desk: Desk, course_key: str, clock: FakeClock) -> str:
    """A course whose first session was done today."""
    key = desk.store.sessions_of(course_key)[0].session_key
    ward.work(OpenSession(desk, key), clock)
    return course_key


def line(view: DrawView, code: str) -> ResultLine:
    return next(one for one in view.lines if one.declared.code == code)


def results(desk: Desk, key: str) -> tuple[LabResult, ...]:
    return desk.store.course(key).lab_results or ()


def refusal(error: pytest.ExceptionInfo[RefusedError]) -> tuple[str, str]:
    (one,) = error.value.refusals
    return one.place, one.reason


def test_a_value_is_kept_with_who_entered_it_and_when_it_was_drawn(
    desk: Desk, course_key: str
) -> None:
    entry = enter_result(desk, course_key, BEFORE, FIBRINOGEN, "2,9", MORNING)

    (kept,) = results(desk, course_key)
    assert entry.value == kept.value == Decimal("2.9")
    assert (kept.typed, kept.by, kept.taken_at.clock) == ("2,9", desk.me, "13:30")
    assert (kept.session_id, kept.timing) == ("s1", LabTiming.BEFORE_SESSION)
    assert '"plausible"' in kept.limits


def test_what_is_on_file_is_shown_as_it_was_typed(desk: Desk, course_key: str) -> None:
    enter_result(desk, course_key, BEFORE, FIBRINOGEN, "2,9", MORNING)

    view = draw_view(desk, course_key, BEFORE)

    shown = line(view, FIBRINOGEN)
    assert (shown.text, shown.last) == ("2,9", "")
    assert shown.remark.startswith(desk.me)
    assert view.at is not None
    assert view.at.clock == "13:30"


def test_an_unlikely_value_is_asked_about_and_kept_once_it_is_right(
    desk: Desk, course_key: str
) -> None:
    asked = enter_result(desk, course_key, BEFORE, FIBRINOGEN, "0.3", MORNING)
    before = results(desk, course_key)

    enter_result(desk, course_key, BEFORE, FIBRINOGEN, "0.3", replace(MORNING, is_sure=True))

    assert asked.is_question
    assert before == ()
    assert results(desk, course_key)[0].answered
    assert "right" in line(draw_view(desk, course_key, BEFORE), FIBRINOGEN).remark


def test_an_impossible_value_is_never_kept(desk: Desk, course_key: str) -> None:
    entry = enter_result(desk, course_key, BEFORE, FIBRINOGEN, "900", MORNING)

    assert entry.is_refused
    assert results(desk, course_key) == ()


def test_a_value_waits_for_the_time_of_its_draw(desk: Desk, course_key: str) -> None:
    with pytest.raises(RefusedError) as error:
        enter_result(desk, course_key, BEFORE, FIBRINOGEN, "2.9", Given(at=" "))

    assert refusal(error) == ("at", "needs the time at which it was drawn")


@pytest.mark.parametrize(
    ("draw", "at", "reason"),
    [
        (BEFORE, "soon", "must be a time"),
        (BEFORE, "2026-11-20 16:00", "after the start"),
        (AFTER, "2026-11-20 14:00", "before the end"),
        (NEXT_DAY, "2026-11-20 20:00", "is on the day of the session"),
    ],
)
def test_a_draw_that_does_not_fit_its_session_is_refused(
    desk: Desk, ended_key: str, clock: FakeClock, draw: Draw, at: str, reason: str
) -> None:
    clock.pass_by(hours=30)

    with pytest.raises(RefusedError) as error:
        enter_result(desk, ended_key, draw, FIBRINOGEN, "2.9", Given(at=at))

    assert refusal(error)[0] == "at"
    assert reason in refusal(error)[1]


@pytest.mark.parametrize(
    ("draw", "at", "reason"),
    [
        (
            Draw(session_id="s2", timing=LabTiming.BEFORE_SESSION),
            "06:40",
            "before session 1 began",
        ),
        (AFTER, "2026-11-21 20:00", "after session 2 began"),
        (NEXT_DAY, "2026-11-21 20:00", "after session 2 began"),
    ],
)
def test_a_draw_of_another_session_is_refused(
    desk: Desk, ended_key: str, clock: FakeClock, draw: Draw, at: str, reason: str
) -> None:
    if draw.session_id == "s1":
        clock.pass_by(hours=24)
        second = desk.store.sessions_of(ended_key)[1].session_key
        desk.store.set_session(second, {"started_at": desk.now()})
        clock.pass_by(hours=12)

    with pytest.raises(RefusedError) as error:
        enter_result(desk, ended_key, draw, FIBRINOGEN, "2.9", Given(at=at))

    assert refusal(error)[0] == "at"
    assert reason in refusal(error)[1]
    assert results(desk, ended_key) == ()
    other = Given(at=desk.now().clock)  # a draw at another time belongs to no side of a session
    assert enter_result(desk, ended_key, OTHER, FIBRINOGEN, "2.9", other).value is not None


def test_nothing_is_drawn_after_a_session_that_has_not_ended(desk: Desk, course_key: str) -> None:
    with pytest.raises(RefusedError) as error:
        enter_result(desk, course_key, AFTER, FIBRINOGEN, "2.9", MORNING)

    assert "has not ended" in refusal(error)[1]


def test_values_of_the_next_day_belong_to_the_session_before(
    desk: Desk, ended_key: str, clock: FakeClock
) -> None:
    clock.pass_by(hours=20)

    enter_result(desk, ended_key, NEXT_DAY, "platelets_10e9_l", "151", Given(at="08:00"))

    assert results(desk, ended_key)[0].timing is LabTiming.NEXT_DAY


def test_a_correction_needs_its_reason_and_the_history_keeps_what_was(
    desk: Desk, course_key: str
) -> None:
    enter_result(desk, course_key, BEFORE, FIBRINOGEN, "2.9", MORNING)

    with pytest.raises(RefusedError) as error:
        enter_result(desk, course_key, BEFORE, FIBRINOGEN, "3.9", MORNING)
    enter_result(desk, course_key, BEFORE, FIBRINOGEN, "3.9", replace(MORNING, why="misread"))

    assert refusal(error)[0] == "why"
    assert [one.value for one in results(desk, course_key)] == [Decimal("3.9")]
    assert not desk.store.verify()


def test_the_same_value_again_changes_nothing(desk: Desk, course_key: str) -> None:
    enter_result(desk, course_key, BEFORE, FIBRINOGEN, "2.9", MORNING)
    head = desk.store.history_head()

    enter_result(desk, course_key, BEFORE, FIBRINOGEN, "2.90", MORNING)

    assert desk.store.history_head() == head


def test_a_value_is_taken_back_with_a_reason(desk: Desk, course_key: str) -> None:
    enter_result(desk, course_key, BEFORE, FIBRINOGEN, "2.9", MORNING)

    enter_result(desk, course_key, BEFORE, FIBRINOGEN, "", replace(MORNING, why="of another"))

    assert results(desk, course_key) == ()


def test_a_blank_where_nothing_is_on_file_is_nothing(desk: Desk, course_key: str) -> None:
    entry = enter_result(desk, course_key, BEFORE, FIBRINOGEN, "", Given(at=""))

    assert entry.is_blank


def test_the_time_of_a_draw_is_corrected_for_all_of_it(desk: Desk, course_key: str) -> None:
    for code, text in ((FIBRINOGEN, "2.9"), (EDSS, "4.5")):
        enter_result(desk, course_key, BEFORE, code, text, MORNING)

    with pytest.raises(RefusedError, match="reason"):
        move_draw(desk, course_key, BEFORE, Given(at="12:10"))
    move_draw(desk, course_key, BEFORE, Given(at="12:10", why="wrong clock"))

    course = desk.store.course(course_key)
    times = [results(desk, course_key)[0].taken_at, (course.scores or ())[0].at]
    assert [one.clock for one in times] == ["12:10", "12:10"]


def test_a_later_sample_of_a_draw_leaves_the_earlier_one_at_its_time(
    desk: Desk, ended_key: str, clock: FakeClock
) -> None:
    clock.pass_by(hours=30)
    enter_result(desk, ended_key, NEXT_DAY, FIBRINOGEN, "2.4", Given(at="06:00"))
    enter_result(desk, ended_key, NEXT_DAY, EDSS, "4.5", Given(at="06:00"))
    enter_result(desk, ended_key, NEXT_DAY, "platelets_10e9_l", "190", Given(at="18:00"))
    enter_result(desk, ended_key, NEXT_DAY, FIBRINOGEN, "2.6", Given(at="18:00"))

    move_draw(desk, ended_key, NEXT_DAY, Given(at="17:40", why="misread"), was="18:00")

    kept = {(one.quantity, one.value, one.taken_at.clock) for one in results(desk, ended_key)}
    assert kept == {
        (FIBRINOGEN, Decimal("2.4"), "06:00"),
        (FIBRINOGEN, Decimal("2.6"), "17:40"),
        ("platelets_10e9_l", Decimal(190), "17:40"),
    }
    assert [one.at.clock for one in desk.store.course(ended_key).scores or ()] == ["06:00"]


def test_the_samples_of_a_draw_are_shown_one_by_one(
    desk: Desk, ended_key: str, clock: FakeClock
) -> None:
    clock.pass_by(hours=30)
    for at, text in (("06:00", "2.4"), ("18:00", "2.6")):
        enter_result(desk, ended_key, NEXT_DAY, FIBRINOGEN, text, Given(at=at))

    last, first = (draw_view(desk, ended_key, NEXT_DAY, at) for at in ("", "06:00"))

    assert (line(last, FIBRINOGEN).text, line(first, FIBRINOGEN).text) == ("2.6", "2.4")
    assert [one.clock for one in last.others] == ["06:00"]
    assert [one.clock for one in first.others] == ["18:00"]
    assert first.on_file == ("Fibrinogen",)


def test_a_correction_keeps_the_time_of_its_sample(desk: Desk) -> None:
    at = Moment.parse("2026-11-20T09:00:20+03:00")  # of a document, by another clock
    kept = LabResult(
        key="r1",
        quantity=FIBRINOGEN,
        value=Decimal("2.4"),
        taken_at=at,
        session_id="s1",
        timing=LabTiming.BEFORE_SESSION,
    )
    key = desk.store.add_course(replace(ward.COURSE, lab_results=(kept,)))

    given = Given(at="2026-11-20 09:00", why="misread")
    enter_result(desk, key, BEFORE, FIBRINOGEN, "2.6", given)

    assert [(one.value, one.taken_at) for one in results(desk, key)] == [(Decimal("2.6"), at)]


def test_a_score_is_entered_on_the_scale_of_the_course(desk: Desk, course_key: str) -> None:
    enter_result(desk, course_key, BEFORE, EDSS, "4.5", MORNING)

    (score,) = desk.store.course(course_key).scores or ()
    assert (score.scale, score.value, score.by) == ("edss", Decimal("4.5"), desk.me)
    assert line(draw_view(desk, course_key, BEFORE), EDSS).text == "4.5"


@pytest.mark.parametrize("text", ["0.5", "4.2", "11"])
def test_a_score_that_its_scale_does_not_have_is_refused(
    desk: Desk, course_key: str, text: str
) -> None:
    entry = enter_result(desk, course_key, BEFORE, EDSS, text, MORNING)

    assert entry.is_refused
    assert not desk.store.course(course_key).scores


def test_the_last_other_value_stands_beside(desk: Desk, ended_key: str) -> None:
    for code, text in ((FIBRINOGEN, "2.9"), (EDSS, "4.5")):
        enter_result(desk, ended_key, BEFORE, code, text, MORNING)

    view = draw_view(desk, ended_key, AFTER)

    assert line(view, FIBRINOGEN).last.startswith(
        "2.9 g/L, 2026-11-20 13:30".replace(" g", "\u00a0g")
    )
    assert line(view, EDSS).last.startswith("4.5")
    assert line(draw_view(desk, ended_key, BEFORE), EDSS).last == ""


def test_other_draws_stand_each_at_its_time(desk: Desk, course_key: str) -> None:
    for at, text in (("10:00", "2.9"), ("12:00", "2.7")):
        enter_result(desk, course_key, OTHER, FIBRINOGEN, text, Given(at=at))

    shown = [
        line(draw_view(desk, course_key, OTHER, at), FIBRINOGEN) for at in ("10:00", "", "9:00")
    ]
    assert [one.text for one in shown] == ["2.9", "2.7", ""]
    assert len(results(desk, course_key)) == 2


def test_a_value_of_a_document_does_not_say_who_entered_it(desk: Desk) -> None:
    at = Moment.parse("2026-11-20T09:00+01:00")
    kept = LabResult(
        quantity=FIBRINOGEN,
        value=Decimal("3.2"),
        taken_at=at,
        session_id="s1",
        timing=LabTiming.BEFORE_SESSION,
    )
    course: Course = replace(SCORED, lab_results=(kept,))
    key = desk.store.add_course(course)

    shown = line(draw_view(desk, key, BEFORE), FIBRINOGEN)

    assert (shown.text, shown.remark) == ("3.2", "")


def test_scores_that_the_laboratory_tells_are_not_asked_for(desk: Desk, course_key: str) -> None:
    codes = [one.declared.code for one in draw_view(desk, course_key, BEFORE).lines]

    assert "weight_kg" not in codes
    assert [one for one in codes if one.startswith("score.")] == [EDSS]


def measured_course(desk: Desk) -> str:
    """A course whose first session has values of its own steps."""
    first, second = SCORED.sessions or ()
    drawn = Moment.parse("2026-11-20T13:30+01:00")
    before = {
        FIBRINOGEN: Measured(value=Decimal("2.7"), taken_at=drawn, typed="2,7"),
        "hemoglobin_g_l": Measured(value=Decimal(82)),
    }
    ended = Moment.parse("2026-11-20T14:05+01:00")
    first = replace(
        first,
        before=before,
        started_at=drawn,
        ended_at=ended,
        close=Close(after={FIBRINOGEN: Measured(value=Decimal("1.1"), taken_at=ended)}),
    )
    return desk.store.add_course(replace(SCORED, sessions=(first, second)))


def test_what_a_step_recorded_is_shown_with_the_step_and_no_second_value_is_taken(
    desk: Desk,
) -> None:
    key = measured_course(desk)

    shown = line(draw_view(desk, key, BEFORE), FIBRINOGEN)
    entry = enter_result(desk, key, BEFORE, FIBRINOGEN, "2.9", MORNING)

    assert (shown.text, shown.is_bedside) == ("2.7", True)
    assert shown.last == "1.1\u00a0g/L, 2026-11-20 14:05"
    assert shown.remark == "from Assess, 2026-11-20 13:30"
    assert (entry.is_refused, entry.message) == (True, "from Assess: correct it there")
    assert results(desk, key) == ()


def test_a_value_without_its_time_names_its_step_alone(desk: Desk) -> None:
    shown = line(draw_view(desk, measured_course(desk), BEFORE), "hemoglobin_g_l")

    assert (shown.text, shown.remark) == ("82", "from Assess")


def test_what_was_measured_at_the_close_is_shown_after_the_session(desk: Desk) -> None:
    view = draw_view(desk, measured_course(desk), AFTER)

    shown = line(view, FIBRINOGEN)
    assert view.at is None
    assert (shown.text, shown.is_bedside) == ("1.1", True)
    assert shown.remark.startswith("from Close")
    assert not line(view, "hemoglobin_g_l").is_bedside


def test_a_session_that_recorded_nothing_leaves_its_boxes_empty(desk: Desk) -> None:
    key = measured_course(desk)

    for timing in LabTiming:
        view = draw_view(desk, key, Draw(session_id="s2", timing=timing))
        assert not any(one.is_bedside or one.text for one in view.lines)


def test_the_laboratorys_value_stands_before_that_of_the_step(desk: Desk) -> None:
    key = measured_course(desk)
    drawn = Moment.parse("2026-11-20T13:30+01:00")
    desk.store.put_result(
        key,
        LabResult(
            quantity=FIBRINOGEN,
            value=Decimal("2.8"),
            taken_at=drawn,
            session_id="s1",
            timing=LabTiming.BEFORE_SESSION,
        ),
    )

    shown = line(draw_view(desk, key, BEFORE), FIBRINOGEN)

    assert (shown.text, shown.is_bedside) == ("2.8", False)


def test_blank_on_a_value_of_a_step_changes_nothing(desk: Desk) -> None:
    key = measured_course(desk)

    entry = enter_result(desk, key, BEFORE, FIBRINOGEN, "", MORNING)

    assert not entry.is_refused
    assert line(draw_view(desk, key, BEFORE), FIBRINOGEN).text == "2.7"


def test_a_titre_is_entered_as_the_laboratory_writes_it(desk: Desk, course_key: str) -> None:
    enter_result(desk, course_key, BEFORE, "isoagglutinin_igg_titre", "1:256", MORNING)

    (kept,) = results(desk, course_key)
    shown = line(draw_view(desk, course_key, BEFORE), "isoagglutinin_igg_titre")
    assert kept.value == Decimal(256)
    assert shown.text == "1:256"
