"""Every override is listed with who, when and why; those made nearly always are named."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

from plexlog.domain.moments import Moment
from plexlog.domain.overridden import Often
from plexlog.domain.records import Override
from plexlog.services import recording
from plexlog.services.open_session import OpenSession
from plexlog.services.overrides import (
    HEADINGS,
    finding_words,
    often_words,
    overrides,
    overrides_csv,
)
from tests.services.fakes import FakeClock


def answered(session: OpenSession, clock: FakeClock) -> None:
    """Two findings of a session, an hour apart, and one of its order two days before."""
    session.desk.store.set_session(session.key, {"started_at": clock.now()})
    recording.answer_finding(session, "consent-missing", "an emergency, the wife agreed")
    clock.pass_by(hours=1)
    recording.answer_finding(session, "gone-rule", "=checked twice")
    order = Override(
        finding="gone-rule", reason="as ever", by="Dr. W", at=Moment.parse("2026-11-18T09:00Z")
    )
    session.desk.store.add_override(session.course_key, order)


def test_all_are_listed_the_newest_first(session: OpenSession, clock: FakeClock) -> None:
    answered(session, clock)

    page = overrides(session.desk)

    assert [(one.reason, one.session_number) for one in page.lines] == [
        ("=checked twice", 1),
        ("an emergency, the wife agreed", 1),
        ("as ever", None),
    ]
    assert page.lines[0].by == session.desk.me
    assert [(one.finding, one.overridden, one.sessions, one.begun) for one in page.often] == [
        ("gone-rule", 2, 1, 1),
        ("consent-missing", 1, 1, 1),
    ]


def test_they_are_sought_by_any_word_and_by_day(session: OpenSession, clock: FakeClock) -> None:
    answered(session, clock)

    assert [one.reason for one in overrides(session.desk, "WIFE emergency").lines] == [
        "an emergency, the wife agreed"
    ]
    assert len(overrides(session.desk, since=date(2026, 11, 19)).lines) == 2
    assert overrides(session.desk, "wife", date(2030, 1, 1)).lines == ()
    assert overrides(session.desk, since=date(2030, 1, 1)).often == ()


def test_what_is_overridden_in_more_than_nine_of_ten_sessions_is_named() -> None:
    often = Often(finding="gone-rule", overridden=12, sessions=10, begun=11)

    assert often.is_mostly
    assert not replace(often, sessions=9, begun=10).is_mostly
    assert not replace(often, sessions=9, begun=9).is_mostly  # too few to say anything
    assert often_words(often) == ("gone rule: overridden in 10 of 11 sessions that were begun.")


def test_nothing_is_named_where_nothing_is_overridden_so_often(session: OpenSession) -> None:
    assert overrides(session.desk).mostly == ()


def test_a_rule_is_told_by_what_it_does() -> None:
    assert finding_words("consent-missing") != "consent-missing"
    assert finding_words("a-rule-of-later") == "a rule of later"


def test_the_table_is_safe_in_a_spreadsheet(session: OpenSession, clock: FakeClock) -> None:
    answered(session, clock)

    rows = list(csv.reader(io.StringIO(overrides_csv(overrides(session.desk).lines))))

    assert tuple(rows[0]) == HEADINGS
    assert rows[1][3] == "'=checked twice"
    assert rows[3][-1] == ""
