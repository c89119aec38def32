"""The command line: what comes out as list, document, numbers and report."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from plexlog import doorstep, house
from plexlog.domain.findings import Phase
from plexlog.services import recording, signing
from plexlog.services.open_session import OpenSession
from tests.cli.shell import CASES, NAMES, PASSWORD, Shell, spoiled

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
    "words",
    [
        ("session", "gbs-albumin-five/s1"),
        ("course", "gbs-albumin-five", "--paper", "letter"),
        ("summaries", "gbs-albumin-five"),
    ],
)
def test_a_report_is_a_pdf(filled: Shell, tmp_path: Path, words: tuple[str, ...]) -> None:
    out = tmp_path / "out.pdf"

    result = filled.run("report", *words, "--out", out)

    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(b"%PDF-")


def test_the_code_of_a_report_is_checked(filled: Shell) -> None:
    other = f"plexlog:{'a' * 64}:{'b' * 64}"

    unknown = filled.run("verify", "--report", other)
    as_json = filled.run("--json", "verify", "--report", other)
    no_code = filled.run("verify", "--report", "x")

    assert unknown.exit_code == 1
    assert "it is of another unit" in unknown.stdout
    assert json.loads(as_json.stdout) == {"fit": "unknown", "what": "", "knows_history": False}
    assert no_code.exit_code == 2
    assert "no code of a report" in no_code.stderr


def test_a_report_that_fits_is_told(filled: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    assert filled.run("report", "course", "gbs-albumin-five", "--out", out).exit_code == 0
    text = "".join(page.extract_text() for page in PdfReader(out).pages)
    fingerprint, head = (
        re.search(rf"{name} ([0-9a-f]{{64}})", text) for name in ("SHA-256", "History head")
    )
    assert fingerprint is not None
    assert head is not None

    result = filled.run("verify", "--report", f"plexlog:{fingerprint[1]}:{head[1]}")

    assert result.exit_code == 0, result.output
    assert "Course gbs-albumin-five: the record is as it was printed." in result.stdout


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


def test_the_registry_has_a_line_for_each_procedure(filled: Shell, tmp_path: Path) -> None:
    out = tmp_path / "registry.csv"

    answer = filled.answer("registry", "--out", str(out))

    heading, *lines = out.read_text("utf-8").splitlines()
    courses = filled.answer("list")["courses"]
    assert answer["lines"] == len(lines) == sum(len(one["sessions"]) for one in courses)
    assert heading.startswith("centre,course,session,patient_initials,sex,birth_year,")


@pytest.mark.parametrize(
    ("named", "told"),
    [(("gbs-albumin-five/s2",), "session 2 of 5"), ((), "blank sheet")],
    ids=["of a session", "blank"],
)
@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("letter", 612)])
def test_a_sheet_for_paper_is_a_pdf_on_the_paper_that_was_asked_for(
    shell: Shell, tmp_path: Path, named: tuple[str, ...], told: str, paper: str, width: int
) -> None:
    def run_on(document: dict[str, Any]) -> None:
        document["sessions"] = document["sessions"][:2]
        document["sessions"][1].pop("ended_at")
        document["sessions"][1].pop("close")
        for name in ("lab_results", "overrides", "signatures"):
            document[name] = []

    shell.run("import", spoiled(tmp_path, run_on))
    out = tmp_path / "sheet.pdf"

    answer = shell.answer("sheet", *named, "--paper", paper, "--out", out)

    page = PdfReader(out).pages[0]
    assert answer == {"session": named[0] if named else None, "file": str(out)}
    assert round(page.mediabox.width) == width
    assert told in page.extract_text()


def test_of_an_ended_session_there_is_no_sheet(filled: Shell, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"

    result = filled.run("sheet", "gbs-albumin-five/s2", "--out", out)

    assert result.exit_code == 2
    assert "session 2 has ended" in result.output
    assert not out.exists()
