"""Sessions of the three cases, entered through the real window, are exported as the cases are.

One session of each case; `python3 dev.py soak` enters further ones.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plexlog import house
from plexlog.domain.moments import Moment
from plexlog.domain.unit import Role
from plexlog.services.desk import Desk
from tests.journeys.nurse import Nurse
from tests.journeys.nurse_reactions import Json
from tests.soak import IS_SOAK
from ui.demo.stage import Stage, StageClock
from ui.widgets.theme import Look

pytestmark = [pytest.mark.e2e, pytest.mark.no_cover]  # hours of work; others hold each line
CASES = Path(__file__).resolve().parents[1] / "cases"
PASSWORD = "a quiet demonstration"  # noqa: S105 - of an invented physician
ONE_OF_EACH = [("gbs-albumin-five", 2), ("ttp-plasma-daily", 1), ("ms-relapse-steroids", 1)]
FURTHER = [
    ("gbs-albumin-five", 1),
    ("gbs-albumin-five", 5),
    ("ttp-plasma-daily", 3),
    ("ms-relapse-steroids", 2),
    ("ms-relapse-steroids", 3),
    ("gbs-albumin-five", 3),
    ("gbs-albumin-five", 4),
    ("ttp-plasma-daily", 2),
    ("ttp-plasma-daily", 4),
    ("ttp-plasma-daily", 5),
    ("ms-relapse-steroids", 4),
    ("ms-relapse-steroids", 5),
]
ENTERED = ONE_OF_EACH + FURTHER if IS_SOAK else ONE_OF_EACH
DIFFERS = ("by", "entered_at", "source")  # who typed it, when it was typed
DIFFERS_AT = "|".join(
    (
        r"^\.(identity|access)_check\.at$",  # when it was typed
        r"^\.checklist\.[^.]+\.at$",
        r"^\.readings\.\d+\.note$",  # a note is one of the session, F8
        r"^\.bags\.\d+\.ended_at$",  # told when the next one hangs; the case does not say
        r"^\.pauses\.\d+\.reason$",  # tapped from a list, or what the reaction is called
        r"^\.(bags|reactions)\.\d+\.id$",  # each record numbers its own
        r"^\.reactions\.\d+\.actions\.\d+\.detail$",  # in the program's words
        r"^\.supplies\.\d+\.product$",  # asked for by lot and expiry
    )
)
BY_ITSELF = {"patient-identified"}  # ticked by the two identifiers, which are compared
LATER = ("outcome", "outcome_at", "infection")  # of a reaction that was still followed
GIVEN = ("id", "number", "planned_at", "station", "note")  # of a session before it is opened


def course_of(case: str) -> Json:
    """A case as it was read."""
    read: Json = json.loads((CASES / f"{case}.json").read_text("utf-8"))
    return read


def emptied(course: Json, number: int) -> Json:
    """The course as ordered on that day: earlier sessions as they were, this one yet to come."""
    this = next(one for one in course["sessions"] if one["number"] == number)
    begun = Moment.parse(this["planned_at"])
    earlier = [as_told(one, begun) for one in course["sessions"] if one["number"] < number]
    kept = {one["id"] for one in earlier}
    order = {
        key: value
        for key, value in course.items()
        if key not in ("exported_at", "exported_by", "signatures", "scores", "lab_results")
    }
    devices = [
        {key: value for key, value in one.items() if not key.startswith("remov")}
        for one in course["access_devices"]
        if Moment.parse(f"{one.get('inserted_on', begun.day)}T00:00+00:00") <= begun
    ]
    return order | {
        "access_devices": devices,
        "sessions": [*earlier, {key: this[key] for key in GIVEN if key in this}],
        "overrides": [one for one in course["overrides"] if one.get("session_id") in kept],
    }


def as_told(session: Json, by_then: Moment) -> Json:
    """An earlier session without the outcomes that came later, and what they told."""
    reactions = [
        one
        if Moment.parse(one["outcome_at"]) <= by_then
        else {key: value for key, value in one.items() if key not in LATER}
        for one in session["reactions"]
    ]
    return session | {"reactions": reactions}


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The workstation's clock is that of the unit."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def enter(tmp_path: Path, look: Look, case: str, number: int) -> tuple[Json, Json]:
    """Enter a session of a case; the course as exported, and its expectation."""
    course = course_of(case)
    session = next(one for one in course["sessions"] if one["number"] == number)
    first = min(
        Moment.parse(session["identity_check"]["at"]),
        *(
            Moment.parse(one["taken_at"])
            for one in session["before"].values()
            if one.get("source") != "laboratory"
        ),
    )
    stage = Stage(tmp_path, look, StageClock(first))
    found(stage)
    try:
        source = tmp_path / "ordered.json"
        source.write_text(json.dumps(emptied(course, number)), "utf-8")
        desk = sign_in(stage)
        window = stage.program.window
        assert window is not None
        window.take_in(str(source))
        key = window.opened.key
        window.open_session(desk.store.sessions_of(key)[-1].session_key)
        of_session = [one for one in course["overrides"] if one.get("session_id") == session["id"]]
        nurse = Nurse(stage, session, of_session)
        try:
            nurse.before()
            nurse.run()
            nurse.close()
        except Exception:
            stage.picture("where-it-stopped")
            raise
        assert house.verify(desk) == []
        exported = json.loads(house.course_document(desk, key))
        return exported, json.loads(house.expectation_document(desk, key, case))
    finally:
        stage.close()


def found(stage: Stage) -> None:
    """A unit with one physician: the cases override stops, which a nurse may not."""
    founding = house.Founding(
        unit="Apheresis Unit, Musterstadt",
        name="Dr. Walburga Federkiel",
        login="federkiel",
        password=PASSWORD,
        role=Role.PHYSICIAN,
    )
    house.found(stage.path, founding, stage.clock)
    stage.open()


def sign_in(stage: Stage) -> Desk:
    """Through the sign-in page."""
    stage.hands.type("Password", PASSWORD)
    stage.hands.push("sign_in")
    stage.hands.wait_for(lambda: stage.program.window is not None, "the board")
    assert stage.program.window is not None
    return stage.program.window.desk


def comparable(session: Json, items: set[str]) -> Json:
    """Every value of a session by its path, without what differs by nature; see DIFFERS."""
    places = {one["id"]: place for place, one in enumerate(session["bags"])}
    told = {one["item"]: one for one in session["checklist"] if one["item"] in items}
    found: Json = {}
    for path, value in leaves(dict(session, checklist=told), ""):
        name = path.rpartition(".")[2]
        if "x_plexlog_" in path or name in DIFFERS or re.search(DIFFERS_AT, path):
            continue
        found[path] = places.get(value, value) if name == "bag_id" else value
    return found


def leaves(value: object, path: str) -> Iterator[tuple[str, Any]]:
    """Every value of a document with its path; an empty list or object is a value."""
    inner = value if isinstance(value, dict) else None
    if isinstance(value, list):
        inner = {str(place): one for place, one in enumerate(value)}
    if not inner:
        yield path, value
        return
    for key, one in inner.items():
        yield from leaves(one, f"{path}.{key}")


def apart(ours: Json, theirs: Json) -> dict[str, tuple[object, object]]:
    """Where two sessions differ: path to what was entered and what the case has."""
    both = {**ours, **theirs}
    pairs = {path: (ours.get(path), theirs.get(path)) for path in both}
    return {path: pair for path, pair in pairs.items() if pair[0] != pair[1]}


@pytest.mark.parametrize(("case", "number"), ENTERED)
@pytest.mark.usefixtures("berlin")
def test_a_session_entered_by_hand_is_the_session_of_the_case(
    tmp_path: Path, look: Look, case: str, number: int
) -> None:
    exported, expectation = enter(tmp_path, look, case, number)

    course = course_of(case)
    entered, wanted = (
        {"access_device_id": one["order"]["access_device_id"]} | one["sessions"][number - 1]
        for one in (exported, course)
    )
    expected = json.loads((CASES / f"{case}.expect.json").read_text("utf-8"))
    for reaction in wanted["reactions"]:  # an act without a time was told with its reaction
        for deed in reaction["actions"]:
            deed.setdefault("at", reaction["onset_at"])
        signs = reaction.get("infection", {}).get("signs", [])  # a sign is told once
        reaction["symptoms"] = [one for one in reaction["symptoms"] if one not in signs]
    items = {one["item"] for one in wanted["checklist"]} - BY_ITSELF
    assert apart(comparable(entered, items), comparable(wanted, items)) == {}
    assert expectation["sessions"][number - 1] == expected["sessions"][number - 1]
