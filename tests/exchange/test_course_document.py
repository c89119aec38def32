"""A course in and out: what is right comes out as it went in."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from plexlog.domain import json_text
from plexlog.domain.records import Reading
from plexlog.exchange.course_document import write_course
from tests.exchange.documents import (
    CASES,
    NOW,
    document,
    every_case,
    put,
    read,
    refusals_after,
    source_of,
    without_export,
)


@every_case
def test_a_case_comes_out_as_it_went_in(name: str) -> None:
    before = document(name)

    after = json_text.parse(write_course(read(source_of(before)), NOW, "Perpetua").encode())

    assert without_export(after) == without_export(before)
    assert (after["exported_at"], after["exported_by"]) == (NOW.text, "Perpetua")


@every_case
def test_no_number_changes_its_spelling_on_the_way(name: str) -> None:
    text = (CASES / f"{name}.json").read_text("utf-8")

    after = write_course(read(text.encode()), NOW, "Perpetua")

    assert _spellings(after) == _spellings(text)


def _spellings(text: str) -> list[str]:
    found: list[str] = []
    json.loads(text, parse_float=found.append, parse_int=found.append)
    return sorted(found)


@every_case
def test_a_case_written_and_read_again_is_the_same_course(name: str) -> None:
    course = read(source_of(document(name)))

    assert read(write_course(course, NOW, "Perpetua").encode()) == course


def test_a_byte_order_mark_is_taken() -> None:
    assert read(b"\xef\xbb\xbf" + source_of(document())).course_id == "gbs-albumin-five"


def test_any_script_is_kept_character_for_character() -> None:
    whole = document()
    names = "Łukasz Ñandú Ngô Thị Ánh Ωμέγα Жанна अनन्या ליאור 🩸 e\u0301"
    whole["patient"]["given_name"] = names
    whole["order"]["note"] = "<b>line</b>\n\ttabbed & 'quoted' \\ \u2028"
    course = read(source_of(whole))

    assert course.patient.given_name == names
    assert json_text.parse(write_course(course, NOW, "P").encode())["order"] == whole["order"]


def test_own_keys_are_kept_at_every_level() -> None:
    whole = document()
    own = {"a": [Decimal("1.50"), None, True, {"b": "c"}]}
    session = whole["sessions"][0]
    for holder in (
        whole,
        whole["patient"],
        whole["patient"]["allergies"][0],
        whole["order"],
        whole["order"]["replacement"][0],
        whole["access_devices"][0]["lumens"][0],
        session,
        session["machine"],
        session["set"],
        session["before"],
        session["before"]["weight_kg"],
        session["readings"][0],
        session["bags"][0],
        session["close"],
        session["close"].setdefault("after", {}),
        session["access_check"],
    ):
        holder["x_ours"] = own

    after = json_text.parse(write_course(read(source_of(whole)), NOW, "P").encode())

    assert without_export(after) == without_export(whole)


def test_absent_null_zero_and_empty_are_four_things() -> None:
    whole = document()
    whole["patient"]["allergies"] = []
    whole["patient"].pop("height_cm")
    whole["sessions"][0]["close"]["samples_ml"] = Decimal(0)

    course = read(source_of(whole))

    assert course.patient.allergies == ()
    assert course.patient.height_cm is None
    close = course.session("s1").close
    assert close is not None
    assert close.values["samples_ml"].value == 0
    assert "null is not used" in refusals_after(put("patient", "height_cm", to=None)).popitem()[1]


def test_what_is_being_typed_is_not_exported() -> None:
    course = read(source_of(document()))
    first, *others = course.sessions or ()
    typing = Reading(at=NOW, is_open=True)
    busy = replace(first, readings=(*(first.readings or ()), typing))

    written = write_course(replace(course, sessions=(busy, *others)), NOW, "P")

    assert read(written.encode()) == course


def test_shares_may_miss_one_by_a_thousandth() -> None:
    whole = document()
    shares = [{"fluid": "albumin", "share": Decimal("0.333")} for _ in range(3)]
    whole["order"]["replacement"] = shares

    assert len(read(source_of(whole)).order.replacement or ()) == 3


def test_an_order_that_leaves_the_fluids_open_is_taken() -> None:
    whole = document()
    whole["order"]["replacement"] = []

    assert read(source_of(whole)).order.replacement == ()


def test_what_is_planned_due_or_expires_may_lie_ahead() -> None:
    whole = document()
    whole["sessions"][4]["planned_at"] = "2027-01-01T09:00+01:00"
    whole["sessions"][0]["machine"]["maintenance_due_on"] = "2031-01-01"
    whole["sessions"][0]["set"]["expires_on"] = "2031-01-31"
    whole["order"]["consents"][0]["valid_until"] = "2031-01-01"

    assert read(source_of(whole)).course_id == "gbs-albumin-five"


def test_a_course_of_the_least_that_is_required_is_taken() -> None:
    least = {
        "format": "plexlog-course",
        "version": Decimal(1),
        "course_id": "c1",
        "patient": {
            "family_name": "Nadelbaum",
            "given_name": "Zoe",
            "birth_date": "1984-03-09",
            "record_number": "NB-1",
        },
        "order": {
            "indication": "ttp",
            "ordered_by": "Dr. A",
            "ordered_at": "2026-11-20T14:30+01:00",
        },
    }
    with_session = least | {"sessions": [{"id": "s1", "number": Decimal(1)}]}

    for source in (least, with_session):
        after = json_text.parse(write_course(read(source_of(source)), NOW, "P").encode())
        assert without_export(after) == source


def test_what_is_told_before_a_session_comes_out_as_it_went_in() -> None:
    told = document()
    session = told["sessions"][0]
    at = session["started_at"]
    session["x_plexlog_systems"] = [{"system": "skin", "state": "no-change", "by": "A", "at": at}]
    session["x_plexlog_drugs_after"] = [
        {
            "drug": "rituximab",
            "hold_until": "2027-01-01T10:00+01:00",
            "next_dose_at": "2027-01-01T11:00+01:00",
        }
    ]
    session["x_plexlog_delays"] = [{"reason": "laboratory", "minutes": 25}]
    session["x_plexlog_lessons"] = [{"topic": "tingling", "answer": "I will call"}]
    session["machine"]["x_plexlog_cleaned_on"] = at[:10]
    session["plan"] = {
        "x_plexlog_acknowledged": [
            {"what": "replacement", "ordered": "a", "planned": "b", "by": "A", "at": at}
        ]
    }
    session["access_check"]["x_plexlog_exit_site_score"] = 3
    session["checklist"][0]["x_plexlog_list_version"] = "2026-11-22 ab12"
    told["order"]["consents"][0]["x_plexlog_scope"] = "the whole course"
    told["overrides"] = [
        {
            "finding": "critical-item-not-done",
            "reason": "taken by telephone",
            "by": "A",
            "at": at,
            "session_id": session["id"],
            "subject_id": "consent-checked",
        }
    ]

    course = read(source_of(told))

    assert (course.sessions or ())[0].drugs_after is not None
    after = json_text.parse(write_course(course, NOW, "Perpetua").encode())
    assert without_export(after) == without_export(told)


def test_a_session_from_paper_comes_back_as_it_went_out() -> None:
    before = document()
    before["sessions"][0]["x_plexlog_paper"] = {
        "nurse": "Cem Dogan",
        "reason": "power cut",
        "by": "Ada Nadel",
        "at": "2026-09-08T08:00+02:00",
        "sheet": "7F3A-90C2",
    }

    course = read(source_of(before))

    paper = (course.sessions or ())[0].paper
    assert paper is not None
    assert (paper.nurse, paper.extra) == ("Cem Dogan", {})
    after = json_text.parse(write_course(course, NOW, "Ada Nadel").encode())
    assert after["sessions"] == before["sessions"]
