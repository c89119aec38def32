"""The command line: making a unit, coming in, and taking courses in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from plexlog import __version__, doorstep
from plexlog.cli import main
from plexlog.domain.unit import Role
from plexlog.storage import unit_file
from plexlog.storage.key_file import Cost
from tests.cli.shell import CASES, NAMES, PASSWORD, Shell, copied, spoiled

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


# recover


def recovery_key_of(shell: Shell) -> str:
    made = shell.answer("init", "--unit", "Invented", "--name", "Ada N.", "--login", "ada")
    return str(made["recovery_key"])


def test_the_recovery_key_sets_a_new_password(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "unit.plexlog")
    key = recovery_key_of(shell)

    result = shell.run("recover", typed=f"{key}\nanother long one\nanother long one\n")

    assert result.exit_code == 0, result.output
    assert "ada signs in with the new password" in result.stdout
    assert key not in result.stdout
    assert shell.run("list").exit_code == 2
    assert shell.run("list", typed="another long one\n").exit_code == 0


def test_a_program_hands_the_recovery_key_over_in_the_environment(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "unit.plexlog")
    given = {"PLEXLOG_RECOVERY_KEY": recovery_key_of(shell), "PLEXLOG_PASSWORD": "a later one"}

    words = ["recover", "--login", "ada", "--json", "--db", str(shell.db)]
    result = CliRunner().invoke(main, words, env=given)

    assert json.loads(result.stdout) == {"login": "ada"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0000\nlong enough one\nlong enough one\n", "nine groups of four"),
        (f"{'0000 ' * 9}\nlong enough one\nlong enough one\n", "signs"),
        ("0000\n", "Stopped before it was done"),
    ],
)
def test_a_recovery_that_cannot_be_leaves_the_passwords(
    shell: Shell, typed: str, sentence: str
) -> None:
    before = shell.content()

    result = shell.run("recover", typed=typed)

    assert result.exit_code == 2
    assert sentence in result.stderr
    assert shell.content() == before


def test_where_several_work_it_is_said_whose_password_is_lost(shell: Shell) -> None:
    record = unit_file.open_unit(shell.db, None, PASSWORD, doorstep.SystemClock())
    cost = Cost(memory_kib=64, iterations=1, lanes=1)
    record.add_staff(name="Eve", login="eve", password=PASSWORD, role=Role.NURSE, cost=cost)
    record.close()

    result = shell.run("recover")

    assert result.exit_code == 2
    assert "--login" in result.stderr


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    result = Shell(tmp_path).run("list")

    assert result.exit_code == 2
    assert "is a folder" in result.stderr


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


def under_another_number(course: dict[str, Any]) -> None:
    course["course_id"] = "second"
    course["patient"]["record_number"] = "OTHER-1"
    for session in course["sessions"]:
        del session["identity_check"]


def test_the_same_person_under_another_number_is_not_taken_in_without_a_word(
    shell: Shell, tmp_path: Path
) -> None:
    assert shell.run("import", CASES / "gbs-albumin-five.json").exit_code == 0
    twin = spoiled(tmp_path, under_another_number)

    result = shell.run("import", twin)
    answer = shell.answer("import", twin)

    assert result.exit_code == 1
    assert "is on file as MW-0071402: perhaps the same person" in result.stdout
    assert "say --even-so for another person" in result.stdout
    assert answer["refused"][0]["perhaps_on_file_as"] == ["MW-0071402"]
    assert len(shell.answer("list")["courses"]) == 1

    assert shell.run("import", "--even-so", twin).exit_code == 0
    assert len(shell.answer("list")["courses"]) == 2
    out = tmp_path / "out.json"
    assert shell.run("export", "second", "--out", out).exit_code == 0
    assert json.loads(out.read_text("utf-8"))["patient"]["record_number"] == "OTHER-1"


def test_a_further_course_of_a_person_who_has_a_namesake_needs_no_answer(
    shell: Shell, tmp_path: Path
) -> None:
    shell.run("import", CASES / "gbs-albumin-five.json")
    shell.run("import", "--even-so", spoiled(tmp_path, under_another_number))

    def third(course: dict[str, Any]) -> None:
        under_another_number(course)
        course["course_id"] = "third"

    assert shell.run("import", spoiled(tmp_path, third)).exit_code == 0
