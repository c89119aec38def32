"""What is told of an access after the order: one more, facts that come later, its removal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.moments import Moment
from plexlog.domain.records import AccessDevice, Infection, Lumen, Reaction
from plexlog.domain.words import (
    AccessKind,
    Grade,
    InfectionSource,
    Outcome,
    ReactionKind,
    Side,
)
from plexlog.services import recording
from plexlog.services.access_form import texts_of_device
from plexlog.services.accesses import access_story, accesses, keep_access, take_back_access
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.services.signing import sign_session
from tests.services import ward
from tests.services.fakes import FakeClock

LINE = AccessDevice(
    id="cath",
    kind=AccessKind.NON_TUNNELLED_CATHETER,
    side=Side.RIGHT,
    site="internal-jugular",
    inserted_on=date(2026, 11, 18),
    lumens=(Lumen(name="red", volume_ml=Decimal("1.3")), Lumen(name="blue")),
)
BY_LINE = replace(
    ward.COURSE,
    order=replace(ward.ORDER, access_device_id="cath"),
    access_devices=(LINE,),
)
FIRST = (ward.COURSE.sessions or ())[0]
REMOVED = {"access_removed_on": "2026-11-20", "access_removal_reason": "no longer needed"}


@pytest.fixture
def course_key(desk: Desk) -> str:
    return desk.store.add_course(BY_LINE)


def session_of(desk: Desk, course_key: str, number: int = 1) -> OpenSession:
    line = desk.store.sessions_of(course_key)[number - 1]
    return OpenSession(desk, line.session_key)


def texts(desk: Desk, course_key: str, access_id: str = "cath", **typed: Any) -> dict[str, Any]:
    """The form of an access with something typed into it."""
    return texts_of_device(desk.store.course(course_key).device(access_id)) | typed


def told(desk: Desk, course_key: str, access_id: str, typed: dict[str, Any], why: str = "") -> Any:
    """What a refused telling says, by box."""
    with pytest.raises(RefusedError) as refused:
        keep_access(desk, course_key, access_id, typed, why)
    return {one.place: one.reason for one in refused.value.refusals}


def test_each_access_stands_with_its_days_and_its_sessions(desk: Desk, course_key: str) -> None:
    recording.start_run(session_of(desk, course_key))
    keep_access(desk, course_key, "", {"access_kind": "av-fistula"})
    keep_access(desk, course_key, "", {"access_kind": "port"})

    line, fistula, port = accesses(desk, course_key)

    assert (line.device, line.days, line.sessions, line.is_ordered) == (LINE, 3, (1,), True)
    assert (fistula.days, fistula.sessions, fistula.is_ordered) == (None, (), False)
    assert port.days is None  # nobody knows since when it is in


def test_an_access_is_added_with_all_that_is_known_of_it(desk: Desk, course_key: str) -> None:
    typed = {
        "access_kind": "tunnelled-catheter",
        "access_side": "left",
        "access_site": "Subclavian",
        "access_inserted_on": "20.11.2026",
        "access_product": "15 Fr",
        "access_lot": "L-77",
        "access_tip_confirmed": "no",
        "access_note": "oozes",
        "lumens": [{"name": "red", "volume_ml": "1,4"}],
    }

    access_id = keep_access(desk, course_key, "", typed)

    assert desk.store.course(course_key).device(access_id) == AccessDevice(
        id=access_id,
        kind=AccessKind.TUNNELLED_CATHETER,
        side=Side.LEFT,
        site="subclavian",
        inserted_on=date(2026, 11, 20),
        product="15 Fr",
        lot="L-77",
        tip_confirmed=False,
        note="oozes",
        lumens=(Lumen(name="red", volume_ml=Decimal("1.4")),),
    )
    assert desk.store.course(course_key).order.access_device_id == "cath"


def test_what_was_open_is_completed_without_a_reason(desk: Desk, course_key: str) -> None:
    typed = texts(desk, course_key, access_lot="L-1", access_tip_confirmed="yes", **REMOVED)

    keep_access(desk, course_key, "cath", typed)

    device = desk.store.course(course_key).device("cath")
    assert device == replace(
        LINE,
        lot="L-1",
        tip_confirmed=True,
        removed_on=date(2026, 11, 20),
        removal_reason="no longer needed",
    )
    assert [one.device.lot for one in access_story(desk, course_key)] == [None, "L-1"]


def test_what_was_on_record_changes_with_a_reason_alone(desk: Desk, course_key: str) -> None:
    typed = texts(desk, course_key, access_side="left")

    assert told(desk, course_key, "cath", typed, " ") == {"why": "needs a reason in a few words"}
    assert desk.store.course(course_key).device("cath") == LINE
    keep_access(desk, course_key, "cath", typed, "the drawing was mirrored")

    assert desk.store.course(course_key).device("cath") == replace(LINE, side=Side.LEFT)
    assert access_story(desk, course_key)[-1].why == "the drawing was mirrored"


def test_a_form_that_says_what_is_on_record_writes_nothing(desk: Desk, course_key: str) -> None:
    keep_access(desk, course_key, "cath", texts(desk, course_key))

    assert len(access_story(desk, course_key)) == 1


def test_what_the_form_does_not_show_stays_as_it_was(desk: Desk) -> None:
    lumens = (Lumen(name="red", extra={"x_ward_colour": "ruby"}),)
    line = replace(LINE, lumens=lumens, extra={"x_ward": 1})
    key = desk.store.add_course(replace(BY_LINE, access_devices=(line,)))

    keep_access(desk, key, "cath", texts(desk, key, access_lot="L-1"))

    assert desk.store.course(key).device("cath") == replace(line, lot="L-1")


@pytest.mark.parametrize(
    ("typed", "place", "reason"),
    [
        ({"access_kind": ""}, "access_kind", "is needed"),
        ({"access_inserted_on": "2026-11-21"}, "access_inserted_on", "lies in the future"),
        (REMOVED | {"access_removed_on": "2026-11-21"}, "access_removed_on", "in the future"),
        (REMOVED | {"access_removed_on": "2026-11-17"}, "access_removed_on", "is before it was"),
        (REMOVED | {"access_removed_on": "soon"}, "access_removed_on", "must be a day"),
        (REMOVED | {"access_removed_on": ""}, "access_removed_on", "is needed beside the reason"),
        (REMOVED | {"access_removal_reason": ""}, "access_removal_reason", "is needed"),
        ({"access_tip_confirmed": "perhaps"}, "access_tip_confirmed", "must be yes or no"),
        ({"lumens": [{"volume_ml": "2"}]}, "lumens[0].name", "is required and missing"),
        ({"lumens": [{"name": "red", "volume_ml": "x"}]}, "lumens[0].volume_ml", "number"),
    ],
)
def test_what_cannot_be_is_refused_at_its_box(
    desk: Desk, course_key: str, typed: dict[str, Any], place: str, reason: str
) -> None:
    refused = told(desk, course_key, "cath", texts(desk, course_key, **typed), "why not")

    assert list(refused) == [place]
    assert reason in refused[place]


def test_an_access_of_which_nothing_is_typed_is_none(desk: Desk, course_key: str) -> None:
    assert told(desk, course_key, "", {}) == {"access_kind": "is needed"}


def test_a_line_cannot_have_been_out_while_a_session_was_done_with_it(
    desk: Desk, course_key: str
) -> None:
    recording.start_run(session_of(desk, course_key))
    late = texts(desk, course_key, access_inserted_on="2026-11-21")
    early = texts(desk, course_key, **(REMOVED | {"access_removed_on": "2026-11-19"}))

    assert (
        "lies in the future" in told(desk, course_key, "cath", late, "why")["access_inserted_on"]
    )
    assert told(desk, course_key, "cath", early) == {
        "access_removed_on": "2026-11-19 is before session 1 was done with it on 2026-11-20"
    }
    keep_access(desk, course_key, "cath", texts(desk, course_key, **REMOVED))
    assert [one.device.removed_on for one in accesses(desk, course_key)] == [date(2026, 11, 20)]


def test_a_line_cannot_have_come_after_a_session_was_done_with_it(
    desk: Desk, course_key: str, clock: FakeClock
) -> None:
    recording.start_run(session_of(desk, course_key))
    clock.pass_by(hours=30)
    late = texts(desk, course_key, access_inserted_on="2026-11-21")

    assert told(desk, course_key, "cath", late, "why") == {
        "access_inserted_on": "2026-11-21 is after session 1 was done with it on 2026-11-20"
    }


def test_what_was_taken_in_with_days_that_disagree_can_still_be_told_more_of(desk: Desk) -> None:
    odd = replace(LINE, removed_on=date(2026, 11, 19), removal_reason="fever")
    key = desk.store.add_course(replace(BY_LINE, access_devices=(odd,)))
    recording.start_run(session_of(desk, key))

    keep_access(desk, key, "cath", texts(desk, key, access_lot="L-1"))

    assert desk.store.course(key).device("cath") == replace(odd, lot="L-1")


def test_an_access_put_there_by_mistake_is_taken_back_with_a_reason(
    desk: Desk, course_key: str
) -> None:
    access_id = keep_access(desk, course_key, "", {"access_kind": "port"})
    with pytest.raises(RefusedError, match="needs a reason"):
        take_back_access(desk, course_key, access_id, " ")

    take_back_access(desk, course_key, access_id, "of the patient next door")
    assert [one.is_taken_back for one in access_story(desk, course_key)][-2:] == [False, True]

    assert [one.device.id for one in accesses(desk, course_key)] == ["cath"]
    assert keep_access(desk, course_key, "", {"access_kind": "port"}) != access_id


def test_an_access_that_something_was_done_with_stays(desk: Desk, course_key: str) -> None:
    port = keep_access(desk, course_key, "", {"access_kind": "port"})
    session = session_of(desk, course_key, 2)
    recording.set_facts(session, {"access_device_id": port})

    with pytest.raises(RefusedError, match="stays on record: session 2 was done or ordered"):
        take_back_access(desk, course_key, port, "why")
    with pytest.raises(RefusedError, match="version 1 of the order was done or ordered"):
        take_back_access(desk, course_key, "cath", "why")


def test_an_access_that_a_reaction_tells_of_stays(desk: Desk) -> None:
    session = replace(FIRST, reactions=(infected(None),))
    unordered = replace(BY_LINE, order=ward.ORDER, sessions=(session,))
    key = desk.store.add_course(unordered)

    recording.start_run(session_of(desk, key))  # by nobody knows what

    with pytest.raises(RefusedError, match="session 1 was done or ordered with it"):
        take_back_access(desk, key, "cath", "why")
    assert [one.sessions for one in accesses(desk, key)] == [()]


def infected(line_removed_on: date | None) -> Reaction:
    return Reaction(
        key="r",
        id="s1-r01",
        kind=ReactionKind.INFECTION,
        onset_at=Moment.parse("2026-11-20T14:10+01:00"),
        infection=Infection(
            source=InfectionSource.EXIT_SITE,
            access_device_id="cath",
            line_removed_on=line_removed_on,
        ),
    )


@pytest.fixture
def told_by_infection(desk: Desk) -> str:
    """A line that an infection of session 1 tells to be removed on the 19th."""
    out = replace(LINE, removed_on=date(2026, 11, 19), removal_reason="infection")
    session = replace(FIRST, reactions=(infected(date(2026, 11, 19)),))
    return desk.store.add_course(replace(BY_LINE, access_devices=(out,), sessions=(session,)))


def test_a_removal_corrected_is_corrected_with_the_infection_that_tells_of_it(
    desk: Desk, told_by_infection: str
) -> None:
    typed = texts(desk, told_by_infection, access_removed_on="2026-11-20")

    keep_access(desk, told_by_infection, "cath", typed, "a day later")

    (session,) = desk.store.course(told_by_infection).sessions or ()
    (reaction,) = session.reactions or ()
    assert reaction.infection is not None
    assert reaction.infection.line_removed_on == date(2026, 11, 20)


def test_a_removal_on_another_day_than_an_infection_tells_needs_its_reason(desk: Desk) -> None:
    session = replace(FIRST, reactions=(infected(date(2026, 11, 19)),))
    key = desk.store.add_course(replace(BY_LINE, sessions=(session,)))

    assert told(desk, key, "cath", texts(desk, key, **REMOVED)) == {
        "why": "session 1 tells of its removal on 2026-11-19; say why it is another day"
    }


def test_a_signed_session_keeps_the_day_that_its_infection_tells(
    desk: Desk, clock: FakeClock
) -> None:
    reaction = replace(
        infected(date(2026, 11, 20)),
        grade=Grade.I,
        outcome=Outcome.RESOLVED,
        outcome_at=Moment.parse("2026-11-20T14:40+01:00"),
    )
    assert reaction.infection is not None
    infection = replace(reaction.infection, access_device_id="veins")
    reaction = replace(reaction, infection=infection)
    session = replace(FIRST, reactions=(reaction,))
    key = desk.store.add_course(replace(ward.COURSE, sessions=(session,)))
    opened = session_of(desk, key)
    ward.work(opened, clock)
    sign_session(opened)
    clock.pass_by(hours=24)
    typed = texts(desk, key, "veins", **(REMOVED | {"access_removed_on": "2026-11-21"}))

    keep_access(desk, key, "veins", typed, "told by the ward")

    (signed,) = desk.store.course(key).sessions or ()
    (told,) = signed.reactions or ()
    assert told.infection == infection
    assert [one.device.removed_on for one in accesses(desk, key)] == [date(2026, 11, 21)]
    view = session_of(desk, key).view()
    assert view.access == ward.VEINS
