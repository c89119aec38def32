"""The unit's limits from the command line: listed, changed with a reason, refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from plexlog import doorstep
from plexlog.clinical.rules.limits import LIMITS
from plexlog.domain.unit import Role
from plexlog.storage import unit_file
from plexlog.storage.key_file import Cost
from tests.cli.shell import PASSWORD, Shell, make_unit

SET = ("limits", "set", "fever_from_c")
WHY = ("--why", "as the ward has always done")


@pytest.fixture
def chiefs(tmp_path: Path) -> Shell:
    """A shell at which the physician sits."""
    place = tmp_path / "unit.plexlog"
    unit_file.found_unit(
        place,
        unit="Invented",
        name="Dr. F.",
        login="chief",
        password=PASSWORD,
        role=Role.PHYSICIAN,
        clock=doorstep.SystemClock(),
        cost=Cost(memory_kib=64, iterations=1, lanes=1),
    )
    return Shell(place)


def test_every_limit_is_listed_with_its_unit(chiefs: Shell) -> None:
    lines = chiefs.run("limits").stdout.splitlines()

    assert lines[0] == "course_days  14 d"
    assert "colloid_low  0.67" in lines
    assert len(lines) == len(LIMITS)


def test_a_changed_limit_says_who_and_why(chiefs: Shell) -> None:
    done = chiefs.run(*SET, "38,3", *WHY)

    assert done.exit_code == 0
    assert done.stdout.startswith("fever_from_c  38.3 °C  (default 38.0; Dr. F., ")
    assert done.stdout.endswith(": as the ward has always done)\n")
    (fever,) = (one for one in chiefs.answer("limits")["limits"] if one["name"] == "fever_from_c")
    assert (fever["value"], fever["default"], fever["unit"]) == (38.3, 38.0, "°C")
    assert fever["last_change"]["why"] == WHY[1]
    assert fever["rules"] == ["access-infected", "fever", "temperature-rose"]


def test_a_limit_goes_back_to_its_default(chiefs: Shell) -> None:
    chiefs.run(*SET, "38.3", *WHY)

    answer = chiefs.answer(*SET, "default", *WHY)

    assert answer["value"] == answer["default"] == 38.0
    assert chiefs.answer("limits")["limits"][0]["last_change"] is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((*SET, "380", *WHY), "380.0 °C is not possible; possible 36.5 to 41 °C"),
        ((*SET, "38.3", "--why", " "), "A reason is needed"),
        (("limits", "set", "fever", "38.3", *WHY), "There is no limit 'fever'"),
        (("limits", "set", "fever", "default", *WHY), "There is no limit 'fever'"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    chiefs: Shell, words: tuple[str, ...], sentence: str
) -> None:
    done = chiefs.run(*words)

    assert done.exit_code == 2
    assert sentence in done.stderr


def test_a_nurse_changes_no_limit(tmp_path: Path) -> None:
    shell = Shell(make_unit(tmp_path / "unit.plexlog"))

    done = shell.run(*SET, "38.3", *WHY)

    assert done.exit_code == 2
    assert "Only a physician or a manager changes limits" in done.stderr
