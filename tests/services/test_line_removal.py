"""A line that is removed for an infection is told once, and stands with both."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plexlog.domain.errors import RefusedError, UnreadableError
from plexlog.domain.records import AccessDevice, Infection, Reaction
from plexlog.domain.words import AccessKind, InfectionSource, ReactionKind
from plexlog.services import reactions, recording
from plexlog.services.accesses import access_story, keep_access
from plexlog.services.desk import Desk
from plexlog.services.line_removal import see_removal
from plexlog.services.open_session import OpenSession
from tests.services.fakes import FakeClock
from tests.services.test_accesses import BY_LINE, texts

TODAY, YESTERDAY = date(2026, 11, 20), date(2026, 11, 19)


@pytest.fixture
def session(desk: Desk) -> OpenSession:
    """A running session by a line that was inserted two days ago."""
    key = desk.store.add_course(BY_LINE)
    session = OpenSession(desk, desk.store.sessions_of(key)[0].session_key)
    recording.start_run(session)
    return session


@pytest.fixture
def reaction(session: OpenSession) -> Reaction:
    """An infection of the line that tells of no removal yet."""
    told = reactions.report_reaction(session, ReactionKind.INFECTION)
    infection = Infection(source=InfectionSource.EXIT_SITE, access_device_id="cath")
    return reactions.tell_reaction(session, replace(told, infection=infection))


def removed(reaction: Reaction, day: date | None) -> Reaction:
    assert reaction.infection is not None
    return replace(reaction, infection=replace(reaction.infection, line_removed_on=day))


def line(session: OpenSession) -> AccessDevice:
    device = session.view().course.device("cath")
    assert device is not None
    return device


def course_key(session: OpenSession) -> str:
    return session.view().line.course_key


def test_the_line_is_out_with_the_infection_that_tells_of_it(
    session: OpenSession, reaction: Reaction
) -> None:
    reactions.tell_reaction(session, removed(reaction, TODAY))

    assert (line(session).removed_on, line(session).removal_reason) == (TODAY, "infection")
    (told,) = session.view().session.reactions or ()
    assert told.infection is not None
    assert told.infection.line_removed_on == TODAY


def test_another_day_is_another_day_of_both_and_none_puts_it_back(
    session: OpenSession, reaction: Reaction, clock: FakeClock
) -> None:
    told = reactions.tell_reaction(session, removed(reaction, TODAY))
    clock.pass_by(hours=24)
    told = reactions.tell_reaction(session, removed(told, date(2026, 11, 21)))
    assert line(session).removed_on == date(2026, 11, 21)

    reactions.tell_reaction(session, removed(told, None))

    assert (line(session).removed_on, line(session).removal_reason) == (None, None)
    assert [one.why for one in access_story(session.desk, course_key(session))] == [
        "",
        "",
        "the infection tells of another day",
        "the infection tells of no removal any more",
    ]


def test_a_line_that_was_removed_on_another_day_is_told_so(
    session: OpenSession, reaction: Reaction, clock: FakeClock
) -> None:
    clock.pass_by(hours=24)
    desk, key = session.desk, course_key(session)
    out = {"access_removed_on": "2026-11-20", "access_removal_reason": "dislodged"}
    keep_access(desk, key, "cath", texts(desk, key, **out))
    telling = removed(reaction, date(2026, 11, 21))

    with pytest.raises(UnreadableError, match="on record as removed on 2026-11-20; correct it"):
        see_removal(session, telling)
    with pytest.raises(RefusedError, match="on record as removed on 2026-11-20"):
        reactions.tell_reaction(session, telling)

    (kept,) = session.view().session.reactions or ()
    assert kept.infection is not None
    assert kept.infection.line_removed_on is None


def test_the_same_day_told_again_changes_nothing_of_the_line(
    session: OpenSession, reaction: Reaction
) -> None:
    desk, key = session.desk, course_key(session)
    out = {"access_removed_on": "2026-11-20", "access_removal_reason": "fever"}
    keep_access(desk, key, "cath", texts(desk, key, **out))

    told = reactions.tell_reaction(session, removed(reaction, TODAY))
    see_removal(session, told)

    assert line(session).removal_reason == "fever"
    assert len(access_story(desk, key)) == 2


def test_a_removal_that_was_moved_elsewhere_stays_when_the_infection_takes_its_own_back(
    session: OpenSession, reaction: Reaction, clock: FakeClock
) -> None:
    told = reactions.tell_reaction(session, removed(reaction, TODAY))
    clock.pass_by(hours=24)
    desk, key = session.desk, course_key(session)
    moved = replace(line(session), removed_on=date(2026, 11, 21))
    desk.store.put_device(key, moved, "by another chair")

    reactions.tell_reaction(session, removed(told, None))

    assert line(session).removed_on == date(2026, 11, 21)


def test_a_removal_before_the_session_that_it_was_done_with_is_refused(
    session: OpenSession, reaction: Reaction
) -> None:
    with pytest.raises(UnreadableError, match="2026-11-19 is before session 1 was done with it"):
        see_removal(session, removed(reaction, YESTERDAY))


def test_a_vein_has_no_line_to_remove(desk: Desk) -> None:
    veins = AccessDevice(id="cath", kind=AccessKind.PERIPHERAL_VEINS)
    key = desk.store.add_course(replace(BY_LINE, access_devices=(veins,)))
    session = OpenSession(desk, desk.store.sessions_of(key)[0].session_key)
    recording.start_run(session)
    told = reactions.report_reaction(session, ReactionKind.INFECTION)
    infection = Infection(
        source=InfectionSource.OTHER, access_device_id="cath", line_removed_on=TODAY
    )

    reactions.tell_reaction(session, replace(told, infection=infection))

    assert line(session) == veins
