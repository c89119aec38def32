"""The command line, as a person or another program uses it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from plexlog import __version__, doorstep, house
from plexlog.cli import main
from plexlog.domain.findings import Phase
from plexlog.domain.unit import Problem, Role
from plexlog.services import recording, signing
from plexlog.services.open_session import OpenSession
from plexlog.storage import unit_file
from plexlog.storage.key_file import Cost

PASSWORD = "invented and long enough"  # noqa: S105 - opens invented records only
CASES = Path(__file__).parent / "cases"
NAMES = ("gbs-albumin-five", "ms-relapse-steroids", "ttp-plasma-daily")
EXPECTED_NUMBERS = (
    "tbv_ml",
    "epv_ml",
    "lemmens_epv_ml",
    "target_ml",
    "anticoagulant_in_waste_ml",
    "anticoagulant_to_patient_ml",
    "patient_plasma_removed_ml",
    "plasma_volumes",
    "in_ml",
    "out_ml",
    "balance_ml",
    "balance_percent",
    "run_minutes",
)
TOLERANCE_OF = {
    "plasma_volumes": "plasma_volumes",
    "balance_percent": "percent",
    "run_minutes": "minutes",
}
every_case = pytest.mark.parametrize("name", NAMES)


@dataclass
class Shell:
    """A shell with a unit's file named in it."""

    db: Path

    def run(self, *words: object, db: bool = True, typed: str | None = None) -> Result:
        """Run a command; its password is in the environment unless it is typed."""
        named = ["--db", str(self.db)] if db else []
        return CliRunner().invoke(
            main,
            [str(word) for word in words] + named,
            input=typed,
            env={"PLEXLOG_PASSWORD": PASSWORD if typed is None else None},
        )

    def answer(self, *words: object) -> Any:
        """What a program reads of the answer."""
        return json.loads(self.run(*words, "--json").stdout)

    def content(self) -> bytes:
        """The unit's file and what lies beside it."""
        return b"".join(
            one.read_bytes()
            for one in sorted(self.db.parent.glob("unit.plexlog*"))
            if one.suffix != ".lock"
        )


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A unit with nothing in it, closed."""
    return make_unit(tmp_path_factory.mktemp("founded") / "unit.plexlog")


@pytest.fixture(scope="module")
def filled(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A unit with the three cases; only read from."""
    shell = copied(founded, tmp_path_factory.mktemp("filled"))
    result = shell.run("import", *(CASES / f"{name}.json" for name in NAMES))
    assert result.exit_code == 0, result.output
    return shell


@pytest.fixture
def shell(founded: Path, tmp_path: Path) -> Shell:
    """A unit of the test's own."""
    return copied(founded, tmp_path)


def make_unit(place: Path) -> Path:
    unit_file.found_unit(
        place,
        unit="Invented",
        name="Ada N.",
        login="ada",
        password=PASSWORD,
        role=Role.NURSE,
        clock=doorstep.SystemClock(),
        cost=Cost(memory_kib=64, iterations=1, lanes=1),
    )
    return place


def copied(unit: Path, folder: Path) -> Shell:
    for one in unit.parent.glob("unit.plexlog*"):
        shutil.copy(one, folder)
    return Shell(folder / unit.name)


def spoiled(folder: Path, spoil: Callable[[dict[str, Any]], object]) -> Path:
    """The first case with something wrong in it."""
    document = json.loads((CASES / "gbs-albumin-five.json").read_text("utf-8"))
    spoil(document)
    place = folder / "spoiled.json"
    place.write_text(json.dumps(document), "utf-8")
    return place


# found


def test_init_makes_a_unit_and_shows_the_recovery_key_this_once(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "new" / "unit.plexlog")
    words = ("init", "--unit", "Invented", "--name", "Ada N.", "--login", "ada", "--json")

    result = shell.run(*words)

    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert answer["db"] == str(shell.db)
    assert len(answer["recovery_key"]) > 20
    again = shell.run(*words)
    assert again.exit_code == 2
    assert answer["recovery_key"] not in again.output
    assert shell.run("list").stdout == "No course is on file.\n"


def test_init_tells_a_person_to_print_the_key(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "unit.plexlog")

    result = shell.run(
        "--login", "ada", "init", "--unit", "I", "--name", "A", typed=f"{PASSWORD}\n{PASSWORD}\n"
    )

    assert result.exit_code == 0, result.output
    assert "shown this once" in result.stdout
    assert PASSWORD not in result.output


def test_init_needs_a_login(tmp_path: Path) -> None:
    result = Shell(tmp_path / "unit.plexlog").run("init", "--unit", "I", "--name", "A")

    assert result.exit_code == 2
    assert "--login" in result.stderr


def test_a_place_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    result = Shell(tmp_path / "file" / "deeper" / "unit.plexlog").run(
        "init", "--unit", "I", "--name", "A", "--login", "ada"
    )

    assert result.exit_code == 2
    assert "cannot be made" in result.stderr


# doors


def test_the_file_may_be_named_before_or_after_the_command(filled: Shell) -> None:
    before = filled.run("--db", filled.db, "--json", "list", db=False)
    after = filled.run("list", "--db", filled.db, "--json", db=False)

    assert before.exit_code == after.exit_code == 0
    assert before.stdout == after.stdout


def test_without_a_name_the_file_is_where_programs_keep_theirs(
    founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLEXLOG_HOME", str(tmp_path))
    result = Shell(tmp_path).run("list", db=False)
    assert result.exit_code == 2
    assert f"There is no unit at {tmp_path / 'plexlog' / 'unit.plexlog'}" in result.stderr

    (tmp_path / "plexlog").mkdir()
    copied(founded, tmp_path / "plexlog")

    assert Shell(tmp_path).run("list", db=False).exit_code == 0


def test_without_a_home_of_its_own_it_is_that_of_the_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PLEXLOG_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)

    assert doorstep.default_path() == Path.home() / ".local/share/plexlog/unit.plexlog"


def test_the_password_is_asked_for_where_it_is_not_in_the_environment(shell: Shell) -> None:
    right = shell.run("list", typed=f"{PASSWORD}\n")
    wrong = shell.run("list", typed="another\n")
    none = shell.run("list", typed="")

    assert (right.exit_code, right.stdout) == (0, "No course is on file.\n")
    assert wrong.exit_code == none.exit_code == 2
    assert wrong.stdout == ""
    assert "Stopped" in none.stderr


def test_a_wrong_login_opens_nothing(shell: Shell) -> None:
    assert shell.run("list", "--login", "bob").exit_code == 2
    assert shell.run("list", "--login", "ada").exit_code == 0


def test_the_version_is_told() -> None:
    assert __version__ in CliRunner().invoke(main, ["--version"]).stdout


# in


def test_an_import_names_its_course_and_sessions(shell: Shell) -> None:
    answer = shell.answer("import", CASES / "gbs-albumin-five.json")

    assert answer == {
        "imported": [
            {
                "file": str(CASES / "gbs-albumin-five.json"),
                "course": "gbs-albumin-five",
                "sessions": [f"gbs-albumin-five/s{number}" for number in range(1, 6)],
            }
        ],
        "refused": [],
    }


def test_an_import_says_in_a_line_what_it_made(shell: Shell) -> None:
    result = shell.run("import", CASES / "gbs-albumin-five.json")

    assert result.stdout.endswith("gbs-albumin-five.json: course gbs-albumin-five, 5 sessions\n")


def test_a_refused_document_is_told_with_place_and_reason_and_changes_nothing(
    shell: Shell, tmp_path: Path
) -> None:
    place = spoiled(tmp_path, lambda document: document["patient"].update(height_cm=17))
    before = shell.content()

    result = shell.run("import", place, "--json")

    assert result.exit_code == 1
    assert json.loads(result.stdout)["refused"] == [
        {
            "file": str(place),
            "refusals": [
                {"place": "patient.height_cm", "reason": "17 is not possible; possible 30 to 250"}
            ],
        }
    ]
    assert shell.content() == before
    told = shell.run("import", place).stdout
    assert "refused, nothing was changed\n  patient.height_cm: 17 is not possible" in told


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"{", b"[]", b'{"format": "other"}'])
def test_a_broken_or_unknown_file_changes_nothing(
    shell: Shell, tmp_path: Path, content: bytes
) -> None:
    place = tmp_path / "broken.json"
    place.write_bytes(content)
    before = shell.content()

    assert shell.run("import", place).exit_code == 1
    assert shell.content() == before
    assert shell.answer("list") == {"courses": []}


def test_the_same_course_is_not_taken_twice(shell: Shell) -> None:
    case = CASES / "gbs-albumin-five.json"
    shell.run("import", case)

    result = shell.run("import", case)

    assert result.exit_code in (1, 2)
    assert len(shell.answer("list")["courses"]) == 1


def test_good_documents_are_taken_beside_a_refused_one(shell: Shell, tmp_path: Path) -> None:
    place = spoiled(tmp_path, lambda document: document.pop("patient"))

    result = shell.run("import", CASES / "gbs-albumin-five.json", place, "--json")

    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert [one["course"] for one in answer["imported"]] == ["gbs-albumin-five"]
    assert [one["file"] for one in answer["refused"]] == [str(place)]


def test_what_is_taken_beside_an_unreadable_file_is_named(shell: Shell, tmp_path: Path) -> None:
    gone = tmp_path / "no such file"
    cases = [CASES / f"{name}.json" for name in NAMES]

    result = shell.run("import", gone, cases[0], tmp_path, *cases[1:], "--json")

    assert result.exit_code == 2
    answer = json.loads(result.stdout)
    assert tuple(one["course"] for one in answer["imported"]) == NAMES
    assert [one["file"] for one in answer["refused"]] == [str(gone), str(tmp_path)]
    (why,) = answer["refused"][0]["refusals"]
    assert why["reason"] == f"{gone} cannot be read: No such file or directory."
    assert f"{tmp_path} cannot be read: Is a directory.\n" in result.stderr
    assert "no such file cannot be read: No such file or directory." in result.stderr
    assert shell.run("import", tmp_path / "no such file").stdout == ""


# out


def test_the_list_names_courses_and_sessions_with_their_state(filled: Shell) -> None:
    courses = {one["course"]: one for one in filled.answer("list")["courses"]}

    assert set(courses) == set(NAMES)
    gbs = courses["gbs-albumin-five"]
    assert gbs["patient"] == "Musterwald, Albin Theobald"
    assert gbs["sessions"][0]["session"] == "gbs-albumin-five/s1"
    assert {one["state"] for one in gbs["sessions"]} == {"ended"}
    assert "gbs-albumin-five/s1  ended  2026-09-07T09:10+02:00" in filled.run("list").stdout


def test_the_list_tells_planned_from_running(shell: Shell, tmp_path: Path) -> None:
    def open_ended(document: dict[str, Any]) -> None:
        for session in document["sessions"][1:3]:
            session.pop("ended_at")
        document["sessions"][2].pop("started_at")
        document["sessions"][2].pop("planned_at")

    shell.run("import", spoiled(tmp_path, open_ended))

    (course,) = shell.answer("list")["courses"]

    assert [one["state"] for one in course["sessions"]][:3] == ["ended", "running", "planned"]
    assert course["sessions"][2]["at"] == "not planned"


def test_a_signed_session_is_listed_as_signed(shell: Shell) -> None:
    shell.run("import", CASES / "gbs-albumin-five.json")
    desk = house.open_desk(shell.db, None, PASSWORD, doorstep.SystemClock())
    (line,) = desk.store.courses()
    session = OpenSession(desk, desk.store.sessions_of(line.course_key)[0].session_key)
    for finding in session.view().findings(*Phase):
        if finding.is_open:
            recording.answer_finding(session, finding.code, "known, for the test")
    signing.sign_session(session)
    desk.store.close()

    (course,) = shell.answer("list")["courses"]

    assert [one["state"] for one in course["sessions"]] == ["signed", *["ended"] * 4]


@every_case
def test_what_went_in_comes_out(filled: Shell, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out.json"

    result = filled.run("export", name, "--out", out)

    assert result.exit_code == 0, result.output
    exported = json.loads(out.read_text("utf-8"))
    assert exported.pop("exported_by") == "Ada N."
    assert exported.pop("exported_at")
    before = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    assert exported == {
        key: value for key, value in before.items() if not key.startswith("exported_")
    }


@every_case
def test_what_is_computed_agrees_with_what_is_expected(
    filled: Shell, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "out.json"

    result = filled.run("compute", name, "--out", out)

    assert result.exit_code == 0, result.output
    made = json.loads(out.read_text("utf-8"))
    expected = json.loads((CASES / f"{name}.expect.json").read_text("utf-8"))
    assert made["case"] == expected["case"]
    assert list(_differences(expected, made, expected["tolerances"])) == []


def _differences(expected: Any, made: Any, tolerances: dict[str, float]) -> list[str]:
    """Numbers of the sessions that lie outside their tolerance, or are there and should not be."""
    found = []
    for want, have in zip(expected["sessions"], made["sessions"], strict=True):
        for key in EXPECTED_NUMBERS:
            bound = tolerances[TOLERANCE_OF.get(key, "ml")]
            one, other = want[key], have[key]
            is_near = one is not None and other is not None and abs(one - other) <= bound
            if not is_near and one is not other:
                found.append(f"{want['id']} {key}: {other}, not {one}")
    return found


@pytest.mark.parametrize(
    "words", [("session", "gbs-albumin-five/s1"), ("course", "gbs-albumin-five")]
)
def test_a_report_is_a_pdf(filled: Shell, tmp_path: Path, words: tuple[str, str]) -> None:
    out = tmp_path / "out.pdf"

    result = filled.run("report", *words, "--out", out)

    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(b"%PDF-")


def test_a_course_of_which_nothing_was_begun_has_no_report(shell: Shell, tmp_path: Path) -> None:
    def only_ordered(document: dict[str, Any]) -> None:
        for key in ("sessions", "lab_results", "scores", "overrides", "signatures"):
            document.pop(key, None)

    assert shell.run("import", spoiled(tmp_path, only_ordered)).exit_code == 0
    out = tmp_path / "out.pdf"

    result = shell.run("report", "course", "gbs-albumin-five", "--out", out)

    assert result.exit_code == 2
    assert "nothing to print" in result.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("s1", "There are several sessions 's1'"),
        ("gbs-albumin-five/s9", "There is no session 'gbs-albumin-five/s9'"),
        ("nowhere/s1", "There is no session"),
    ],
)
def test_a_session_is_named_so_that_it_is_one(
    filled: Shell, tmp_path: Path, name: str, reason: str
) -> None:
    result = filled.run("report", "session", name, "--out", tmp_path / "out.pdf")

    assert result.exit_code == 2
    assert reason in result.stderr


@pytest.mark.parametrize("command", ["export", "compute"])
def test_an_unknown_course_is_told(filled: Shell, tmp_path: Path, command: str) -> None:
    result = filled.run(command, "nowhere", "--out", tmp_path / "out.json")

    assert result.exit_code == 2
    assert "There is no course 'nowhere' on file" in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_leaves_what_was_there(
    filled: Shell, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("kept")

    for out in (
        tmp_path,
        tmp_path / "file" / "out.json",
        tmp_path / "no folder" / "out.json",
        "/",
    ):
        result = filled.run("export", "gbs-albumin-five", "--out", out)
        assert result.exit_code == 2
        assert "cannot be written" in result.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text() == "kept"


def test_a_record_that_is_as_it_was_verifies(filled: Shell) -> None:
    assert filled.answer("verify") == {"problems": []}
    assert filled.run("verify").stdout == "Everything is as it was recorded.\n"


def test_a_record_that_is_not_verifies_with_status_one(
    filled: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Problem(where="history row 7", what="was changed")
    monkeypatch.setattr(house, "verify", lambda _desk: [problem])

    result = filled.run("verify", "--json")

    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "problems": [{"where": "history row 7", "what": "was changed"}]
    }
