"""The house: parts put together for the window and the command line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from plexlog import doorstep, house, papers, whole_file
from plexlog.domain import json_text
from plexlog.domain.errors import AccessError, PlexlogError, StoreError
from plexlog.domain.fields import Place
from plexlog.domain.findings import Phase
from plexlog.domain.passwords import PasswordRefusedError
from plexlog.domain.records import Reaction
from plexlog.domain.unit import Role
from plexlog.domain.words import Grade, ReactionKind
from plexlog.services import patients, recording, signing, staff
from plexlog.services.course_overview import course_overview
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from tests.founded import PASSWORD, put_down_invented

CASES = Path(__file__).parent / "cases"


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """A unit with nothing in it, closed."""
    place = tmp_path / "unit.plexlog"
    put_down_invented(place)
    return place


@pytest.fixture
def desk(unit: Path) -> Iterator[Desk]:
    """The same, open."""
    opened = house.open_desk(unit, "ada", PASSWORD, doorstep.SystemClock())
    yield opened
    opened.store.close()


@pytest.fixture
def session(desk: Desk) -> OpenSession:
    """The first session of a case."""
    made = house.import_document(desk, CASES / "gbs-albumin-five.json")
    return OpenSession(desk, desk.store.sessions_of(made.course_key)[0].session_key)


def sign(session: OpenSession) -> None:
    for finding in session.view().findings(*Phase):
        if finding.is_open:
            recording.answer_finding(session, finding.code, "known, for the test")
    signing.sign_session(session)


def test_a_recovered_password_is_held_against_the_name_too(unit: Path) -> None:
    clock = doorstep.SystemClock()
    desk = house.open_desk(unit, "ada", PASSWORD, clock)
    new = staff.NewMember(
        name="Ottokar Zwirbel", login="oz", password=PASSWORD, role=Role.PHYSICIAN
    )
    staff.add_member(desk, new)
    key = staff.renew_recovery_key(desk, "printed again")
    desk.store.close()

    with pytest.raises(PasswordRefusedError, match="hardly more than the login or the name"):
        house.recover(unit, key, "oz", "Ottokar-Zwirbel-1", clock)
    with pytest.raises(AccessError, match="Nobody here signs in as eve"):
        house.recover(unit, key, "eve", "Ottokar-Zwirbel-1", clock)

    house.open_desk(unit, "oz", PASSWORD, clock).store.close()
    house.recover(unit, key, " oz ", "nine grey herons", clock)
    house.open_desk(unit, "oz", "nine grey herons", clock).store.close()


def test_the_doorstep_knows_who_may_come_in(unit: Path, tmp_path: Path) -> None:
    assert doorstep.is_founded(unit)
    assert not doorstep.is_founded(tmp_path / "elsewhere")
    assert tuple(doorstep.logins(unit)) == ("ada",)


def test_the_clock_tells_local_time_and_never_jumps() -> None:
    clock = doorstep.SystemClock()

    assert clock.now().instant.tzinfo is not None
    assert clock.now().instant.microsecond == 0
    assert clock.monotonic() <= clock.monotonic()


def test_a_password_is_tried_apart_from_opening_the_record(unit: Path) -> None:
    with pytest.raises(AccessError):
        house.unlock(unit, "ada", "another", doorstep.SystemClock())

    clock = doorstep.SystemClock()
    desk = house.desk_of(unit, house.unlock(unit, "ada", PASSWORD, clock), clock)

    assert desk.me == "Ada N."
    desk.store.close()


@pytest.mark.parametrize("name", ["no such file", "."])
def test_what_cannot_be_read_is_told_in_a_sentence(desk: Desk, tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        house.import_document(desk, tmp_path / name)


def test_of_an_endless_file_no_more_is_read_than_can_be_taken(desk: Desk) -> None:
    made = house.import_document(desk, Path("/dev/zero"))

    assert "at most 16777216 are possible" in made.refusals[0].reason


def test_a_signed_session_is_printed_as_it_was_signed(desk: Desk, session: OpenSession) -> None:
    draft = papers.session_report(desk, session.key)
    assert draft.draft_mark

    sign(session)

    signed = papers.session_report(desk, session.key)
    assert not signed.draft_mark
    (signature,) = desk.store.signatures(session.key)
    assert any(signature.fingerprint.startswith(part.split()[-1]) for part in signed.footer)
    assert desk.store.session_line(session.key).signed_at == signature.at
    assert house.verify(desk) == []


def test_what_is_next_is_told_after_signing_as_it_is_on_record_then(
    desk: Desk, session: OpenSession
) -> None:
    def told() -> str:
        lines = (line.text for line in papers.session_report(desk, session.key).bottom_line)
        (line,) = (line for line in lines if line.startswith("Next:"))
        return line

    assert told() == "Next: session 2, planned 2026-09-09 09:00, begun since"

    sign(session)

    assert told().startswith("Next: session 2, planned 2026-09-09 09:00, begun since (on record ")
    assert told().endswith("; not part of what was signed)")


def test_a_letter_promises_no_exchange_that_was_begun_or_has_passed(
    desk: Desk, session: OpenSession
) -> None:
    assert "next exchange" not in str(papers.letter_report(desk, session.key))


def test_after_the_last_session_nothing_is_next(desk: Desk, session: OpenSession) -> None:
    last = desk.store.sessions_of(session.course_key)[-1]

    report = papers.session_report(desk, last.session_key)

    assert not any(line.text.startswith("Next:") for line in report.bottom_line)


def test_a_session_that_was_run_keeps_its_order_when_the_order_is_changed(
    desk: Desk, session: OpenSession
) -> None:
    before, planned = papers.session_report(desk, session.key), session.view()
    order = planned.course.order

    changed = replace(order, plasma_volumes=Decimal(2), balance_percent=Decimal(80))
    desk.store.change_order(session.course_key, changed, "recovers slowly")

    session.touch_course()
    after, view = papers.session_report(desk, session.key), session.view()
    assert (after.sections[1:-1], after.bottom_line) == (
        before.sections[1:-1],
        before.bottom_line,
    )
    assert "CHANGED since: version 2" in str(after.sections[0])
    assert after.footer[-1] == before.footer[-1]  # the fingerprint of what would be sealed
    assert (view.figures, view.verdicts) == (planned.figures, planned.verdicts)
    assert desk.store.course(session.course_key).order.plasma_volumes == Decimal(2)
    columns = course_overview(desk, session.course_key).sessions
    assert columns[0].planned_plasma_volumes == order.plasma_volumes


def test_a_signed_session_is_printed_alike_whatever_its_course_goes_on_with(
    desk: Desk, session: OpenSession
) -> None:
    lines = desk.store.sessions_of(session.course_key)
    second = OpenSession(desk, lines[1].session_key)
    sign(second)
    before = papers.session_report(desk, second.key)

    reaction = Reaction(
        id="r-late", kind=ReactionKind.CITRATE, grade=Grade.III, onset_at=desk.now()
    )
    desk.store.put(session.key, reaction)
    recording.enter_value(session, Place.BEFORE, "weight_kg", "95", is_sure=True)
    patient = desk.store.patient(lines[1].patient_key)
    patients.correct_patient(desk, replace(patient, height_cm=Decimal(150)), "slip")
    desk.store.set_session(lines[2].session_key, {"planned_at": desk.now()})

    after = papers.session_report(desk, second.key)
    assert after.sections == before.sections
    assert after.bottom_line[:-1] == before.bottom_line[:-1]
    assert after.bottom_line[-1].text.endswith("not part of what was signed)")  # what is next
    assert house.verify(desk) == []


def test_a_signature_given_here_is_stated_in_the_document(
    desk: Desk, session: OpenSession
) -> None:
    stated = len(desk.store.course(session.course_key).signatures or ())
    sign(session)

    document = json_text.parse(house.course_document(desk, session.course_key).encode())

    *others, last = document["signatures"]
    assert len(others) == stated
    assert (last["name"], last["meaning"], last["session_id"]) == ("Ada N.", "performed", "s1")


def test_the_summaries_of_a_course_are_one_report(desk: Desk, session: OpenSession) -> None:
    sign(session)

    report = papers.summaries_report(desk, session.course_key)

    titles = [section.title for section in report.sections]
    assert titles[0] == "Session 1 of 5 · Session"
    assert any(title.startswith("Session 5 of 5 · ") for title in titles)
    assert report.bottom_line[0].text.startswith("Session 1 of 5: ")
    assert report.draft_mark  # not every one is signed
    assert report.footer[-1].count("record") == 5


def test_the_picture_of_a_run_is_drawn_for_light_and_dark(
    session: OpenSession,
) -> None:
    view = session.view()

    light = papers.run_picture(view, (600, 300), is_dark=False)
    dark = papers.run_picture(view, (600, 300), is_dark=True)

    assert b"<svg" in light
    assert light != dark


def test_a_run_under_way_is_drawn_up_to_now(desk: Desk, session: OpenSession) -> None:
    planned = desk.store.sessions_of(session.course_key)[-1].session_key
    assert session.view().session.ended_at is not None
    desk.store.set_session(planned, {"ended_at": None})
    running = OpenSession(desk, planned)
    assert running.view().is_running

    assert b"<svg" in papers.run_picture(running.view(), (600, 300), is_dark=False)


def test_a_file_is_written_whole_and_the_old_one_replaced(tmp_path: Path) -> None:
    place = tmp_path / "out.json"
    whole_file.write_text(place, "one")
    whole_file.write_text(place, "Ωμέγα")

    assert place.read_text("utf-8") == "Ωμέγα"
    assert [one.name for one in tmp_path.iterdir()] == ["out.json"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(PlexlogError, match="it is a folder"):
        whole_file.write_bytes(tmp_path, b"")


def test_a_place_that_cannot_be_looked_at_is_told_in_a_sentence() -> None:
    with pytest.raises(StoreError, match="cannot be looked at: File name too long"):
        doorstep.is_founded(Path("x" * 5000))
