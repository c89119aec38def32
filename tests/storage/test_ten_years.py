"""A file of the first version that went on for ten years still holds and prints."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from plexlog import house, papers
from plexlog.demo_unit import StoryClock, Teller, read_pattern
from plexlog.domain.moments import Moment
from plexlog.services.desk import Desk
from plexlog.storage import unit_file
from plexlog.storage.seeds import FOLDER, Seeds
from tests.storage.old_files import put_down
from tests.storage.ward import FAST, PASSWORD

BEGUN = Moment.parse("2026-11-22T12:00+01:00")
YEARS = 10
WORDS = "nine herons on ice {}"


def seeds_of(year: int, folder: Path) -> Seeds:
    """The lists as they were in a year: words change, a drug comes and goes."""
    lists = folder / f"seeds {year}"
    shutil.copytree(FOLDER, lists)
    place = lists / "indications.csv"
    text = place.read_text("utf-8")
    place.write_text(text.replace("Guillain-Barr", f"Guillain ({year}) Barr"), "utf-8")
    if year % 2:
        drugs = (lists / "run_drugs.toml").read_text("utf-8")
        head, _mark, _last = drugs.rpartition("[[")
        (lists / "run_drugs.toml").write_text(head, "utf-8")
    return Seeds(lists)


def work_a_year(path: Path, year: int, clock: StoryClock, seeds: Seeds) -> None:
    """One course, a limit, and every other year another password, and so another signing key."""
    password = PASSWORD if year < 2 else WORDS.format(year // 2)
    record = unit_file.open_unit(path, None, password, clock, seeds)
    desk = Desk(record, clock, record.signer)
    clock.time = BEGUN + timedelta(days=365 * year + 30)
    record.change_limit("fever_from_c", 38 + year / 10, f"as agreed in year {year}")
    begins = date(2026 + year + 1, 3, 1)
    Teller(desk, clock, read_pattern(), random.Random(year)).tell_course(begins, year)  # noqa: S311 - a story
    if year % 2:
        record.change_password(password, WORDS.format((year + 1) // 2), FAST)
    record.close()


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The file after its years, opened by the program of today."""
    folder = tmp_path_factory.mktemp("ten years")
    path, clock = folder / "unit.plexlog", StoryClock(BEGUN)
    put_down(1, path)
    for year in range(YEARS):
        work_a_year(path, year, clock, seeds_of(year, folder))
    clock.time = BEGUN + timedelta(days=3700)
    record = unit_file.open_unit(path, None, WORDS.format(YEARS // 2), clock)
    yield Desk(record, clock, record.signer)
    record.close()


def test_chain_rows_signatures_and_seals_of_all_years_hold(old: Desk) -> None:
    assert house.verify(old) == []
    assert len(old.store.courses()) == YEARS + 1


def test_a_session_keeps_the_limits_of_its_year(old: Desk) -> None:
    kept = []
    for line in reversed(old.store.courses()):
        (session, *_others) = old.store.sessions_of(line.course_key)
        facts = old.knowledge.rule_facts_of(session.session_key)
        kept.append(round(float(facts.thresholds.fever_from_c), 1))

    assert kept == [38.0, *(round(38 + year / 10, 1) for year in range(YEARS))]


def test_every_year_can_be_printed_and_looked_up_again(old: Desk) -> None:
    for line in old.store.courses()[:: YEARS // 2]:
        sessions = old.store.sessions_of(line.course_key)
        assert papers.session_pdf(old, sessions[0].session_key).startswith(b"%PDF")
    assert papers.course_pdf(old, old.store.courses()[-1].course_key).startswith(b"%PDF")


def test_what_was_signed_first_is_shown_as_it_was_signed(old: Desk) -> None:
    first = old.store.courses()[-1]
    session = old.store.sessions_of(first.course_key)[0]

    (signature,) = old.store.signatures(session.session_key)

    assert signature.at.day < BEGUN.day + timedelta(days=1)
    assert old.store.course(first.course_key).patient.family_name == "Ährenfeld"
