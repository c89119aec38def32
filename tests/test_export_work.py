"""One zip of a unit, of a patient, or of tables without names; whole or not at all."""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plexlog import house
from plexlog.domain.changes import Sought
from plexlog.domain.errors import PlexlogError
from plexlog.domain.exports import Exported, ExportWanted, file_name
from plexlog.domain.findings import Phase
from plexlog.domain.progress import Progress, Step, StoppedError
from plexlog.exchange import archive
from plexlog.export_work import export_work
from plexlog.services import after_signing, recording, signing
from plexlog.services.desk import Desk
from plexlog.services.exporting import note_whole_export
from plexlog.services.open_session import OpenSession
from tests.founded import opened_invented

CASES = Path(__file__).parent / "cases"
NUMBER = "MW-0071402"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A unit of two patients; of the first one session is signed."""
    opened = opened_invented(tmp_path / "unit.plexlog")
    made = house.import_document(opened, CASES / "gbs-albumin-five.json")
    house.import_document(opened, CASES / "ttp-plasma-daily.json")
    session = OpenSession(opened, opened.store.sessions_of(made.course_key)[0].session_key)
    for finding in session.view().findings(*Phase):
        if finding.is_open:
            recording.answer_finding(session, finding.code, "known, for the test")
    signing.sign_session(session)
    yield opened
    opened.store.close()


def made(desk: Desk, wanted: ExportWanted, progress: Progress | None = None) -> Exported:
    return export_work(desk, wanted).work(progress or Progress())


def content(place: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(place) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_whole_unit_is_one_zip(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "unit.zip"
    steps: list[Step] = []

    exported = made(desk, ExportWanted(file=place), Progress(steps.append))

    files = content(place)
    assert (exported.patients, exported.courses, exported.sessions) == (2, 2, 10)
    assert exported.sentence.startswith("unit.zip: 2 patients, 2 courses, 10 sessions, ")
    first = "patients/00001/course-1"
    assert files[f"{first}/session-1.pdf"].startswith(b"%PDF")
    assert files[f"{first}/report.pdf"].startswith(b"%PDF")
    assert json.loads(files[f"{first}/signatures.json"])[0]["name"] == "Ada N."
    assert json.loads(files["unit.json"])["name"] == "Invented"
    assert [one["login"] for one in json.loads(files["staff.json"])] == ["ada"]
    history = files["history.jsonl"].decode().splitlines()
    manifest = json.loads(files["manifest.json"])
    assert len(history) == manifest["history"]["number"]
    assert json.loads(history[-1])["hash"] == manifest["history"]["head"]
    assert [step.words for step in steps if step.of][1] == "patients: 2 of 2"
    assert "not encrypted" in files["README.txt"].decode()


def test_the_dictionary_explains_the_history_and_the_other_files(
    desk: Desk, tmp_path: Path
) -> None:
    place = tmp_path / "unit.zip"
    made(desk, ExportWanted(file=place))

    files = content(place)
    told = list(csv.DictReader(io.StringIO(files["dictionary.csv"].decode())))
    text = files["dictionary.txt"].decode()

    rows = [json.loads(line) for line in files["history.jsonl"].splitlines()]
    keys = [one["column"] for one in told if one["table"] == "history.jsonl"]
    assert keys == ["", *rows[0]]
    assert [one["table"] for one in told if not one["column"]] == [
        "history.jsonl",
        "signatures.json",
        "staff.json",
    ]
    assert "history.jsonl\n-------------\nWho changed what" in text
    assert "old: The row before (list)\n    JSON in a text. It holds the columns that" in text
    assert max(map(len, text.splitlines())) < 200
    for row in rows:  # as the dictionary says that they are made
        said = [row[key] for key in ("salt", "why", "old", "new")]
        assert row["content"] == sha256(json.dumps(said))
        meaning = next(one["meaning"] for one in told if one["column"] == "hash")
        bound = meaning.partition(" of ")[2].partition(". ")[0].partition(" of ")[2].split(", ")
        assert row["hash"] == sha256(json.dumps([row[key] for key in bound]))


def test_the_signatures_given_here_are_a_table(desk: Desk, tmp_path: Path) -> None:
    place, nameless = tmp_path / "unit.zip", tmp_path / "tables.zip"
    made(desk, ExportWanted(file=place))
    made(desk, ExportWanted(file=nameless, deidentified=True))

    files = content(place)
    (row,) = csv.DictReader(io.StringIO(files["tables/signatures.csv"].decode()))
    (kept,) = json.loads(files["patients/00001/course-1/signatures.json"])
    assert (row["patient"], row["course"], row["session"]) == ("1", "1", "1")
    assert (row["name"], row["role"], row["meaning"]) == ("Ada N.", "nurse", "performed")
    assert {row[key] == kept[key] for key in ("at", "fingerprint", "key")} == {True}
    assert json.loads(files["manifest.json"])["rows"]["signatures"] == 1
    assert "tables/stated_signatures.csv" in files

    (row,) = csv.DictReader(io.StringIO(content(nameless)["tables/signatures.csv"].decode()))
    assert list(row) == ["patient", "course", "session", "role", "meaning", "at"]
    assert row["at"] < kept["at"]


@pytest.fixture
def amended(desk: Desk) -> Desk:
    """The weight was amended twice, and the pulse of the first row."""
    patient = desk.store.patient_of_number(NUMBER)
    assert patient is not None
    (course,) = desk.store.courses(patient.key)
    session = OpenSession(desk, desk.store.sessions_of(course.course_key)[0].session_key)
    first = (session.view().session.readings or ())[0]
    for key, text, why in (
        ("before//weight_kg", "141.0", "misread"),
        ("before//weight_kg", "79", "misread again"),
        (f"reading/{first.key}/pulse_per_min", "77", "misread"),
    ):
        after_signing.amend_value(session, key, text, why, is_sure=True)
    return desk


def rows_in(place: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table in an export."""
    text = content(place)[f"tables/{table}.csv"].decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_what_was_amended_is_a_table_and_the_sessions_say_so(
    amended: Desk, tmp_path: Path
) -> None:
    place = tmp_path / "unit.zip"

    made(amended, ExportWanted(file=place))

    found = rows_in(place, "amendments")
    first = rows_in(place, "readings")[0]
    keys = ("place", "row", "code", "was", "should_be", "holds", "unit", "why")
    assert [tuple(one[key] for key in keys) for one in found] == [
        ("before", "", "weight_kg", "78.4", "141.0", "no", "kg", "misread"),
        ("before", "", "weight_kg", "78.4", "79.0", "yes", "kg", "misread again"),
        ("reading", first["at"], "pulse_per_min", "87", "77", "yes", "/min", "misread"),
    ]
    whose = ("patient", "course", "session", "by", "role")
    assert {tuple(one[key] for key in whose) for one in found} == {
        ("1", "1", "1", "Ada N.", "nurse")
    }
    assert [one["amended"] for one in rows_in(place, "sessions")] == ["yes", *[""] * 9]
    dictionary = content(place)["dictionary.csv"].decode()
    assert "amendments,should_be,What it should be,number" in dictionary
    assert "sessions,amended,A value was amended after the signature,yes or no" in dictionary


def test_so_it_is_without_names(amended: Desk, tmp_path: Path) -> None:
    place = tmp_path / "tables.zip"

    made(amended, ExportWanted(file=place, deidentified=True))

    found = rows_in(place, "amendments")
    assert [(one["was"], one["should_be"], one["role"]) for one in found] == [
        ("78.4", "141.0", "nurse"),
        ("78.4", "79.0", "nurse"),
        ("87", "77", "nurse"),
    ]
    assert not {"by", "why"} & set(found[0])
    assert found[2]["row"] in {one["at"] for one in rows_in(place, "readings")}
    assert sorted(one["amended"] for one in rows_in(place, "sessions")) == [*[""] * 9, "yes"]


def test_the_manifest_has_the_hash_of_every_file(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "unit.zip"
    made(desk, ExportWanted(file=place))

    files = content(place)
    manifest = json.loads(files.pop("manifest.json"))

    listed = {one["name"]: (one["bytes"], one["sha256"]) for one in manifest["files"]}
    assert listed == {
        name: (len(one), hashlib.sha256(one).hexdigest()) for name, one in files.items()
    }
    assert manifest["rows"]["sessions"] == 10


def test_a_course_of_it_is_taken_in_again(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "unit.zip"
    made(desk, ExportWanted(file=place))
    document = json.loads(content(place)["patients/00002/course-1/course.json"])
    document["course_id"] = "again"
    again = tmp_path / "again.json"
    again.write_text(json.dumps(document), "utf-8")

    assert house.import_document(desk, again).refusals == ()


def test_a_whole_patient_holds_nobody_else(desk: Desk, tmp_path: Path) -> None:
    patient = desk.store.patient_of_number(NUMBER)
    assert patient is not None
    other = next(one for one in desk.store.patients() if one.record_number != NUMBER)
    place = tmp_path / "patient.zip"

    exported = made(desk, ExportWanted(file=place, patient_key=patient.key))

    files = content(place)
    assert (exported.patients, exported.sessions) == (1, 5)
    assert "staff.json" not in files
    whole = b"".join(files.values())
    assert other.record_number.encode() not in whole
    assert other.family_name.encode() not in whole
    rows = [json.loads(line) for line in files["history.jsonl"].splitlines()]
    assert {"patient", "course", "session", "observation"} <= {one["table_name"] for one in rows}


def test_tables_without_names_name_nobody(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "tables.zip"

    made(desk, ExportWanted(file=place, deidentified=True))

    files = content(place)
    whole = b"".join(files.values()).decode()
    assert not [name for name in files if name.startswith("patients/")]
    for line in desk.store.patients():
        assert line.family_name not in whole
        assert line.record_number not in whole
        assert line.birth_date not in whole
    assert "Ada N." not in whole
    assert "history.jsonl" not in files["dictionary.txt"].decode()


def test_a_patient_without_a_course_and_a_course_without_a_session(
    desk: Desk, tmp_path: Path
) -> None:
    patient = desk.store.patient_of_number(NUMBER)
    assert patient is not None
    key = desk.store.add_patient(replace(patient, key="", record_number="NEW-1"))
    place = tmp_path / "one.zip"

    exported = made(desk, ExportWanted(file=place, patient_key=key))

    assert exported.sentence.startswith("one.zip: 1 patient, 0 courses, 0 sessions, ")
    course = desk.store.course(desk.store.courses()[0].course_key)
    bare = replace(course, course_id="bare", sessions=None, lab_results=None, scores=None)
    bare = replace(bare, overrides=None, signatures=None, follow_ups=None)
    desk.store.add_course(replace(bare, patient=desk.store.patient(key)))
    made(desk, ExportWanted(file=place, patient_key=key))
    assert not [name for name in content(place) if name.endswith(".pdf")]


def test_stopped_it_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "unit.zip").write_bytes(b"earlier")
    progress = Progress(lambda step: progress.stop() if step.of else None)

    with pytest.raises(StoppedError):
        made(desk, ExportWanted(file=folder / "unit.zip"), progress)

    assert [(one.name, one.read_bytes()) for one in folder.iterdir()] == [("unit.zip", b"earlier")]


def test_a_full_disk_says_so_and_leaves_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    writing = archive.Archive.add

    def add(self: archive.Archive, name: str, content: Any) -> None:
        if name.startswith("tables/"):
            raise OSError(errno.ENOSPC, "No space left on device")
        writing(self, name, content)

    monkeypatch.setattr(archive.Archive, "add", add)

    with pytest.raises(PlexlogError, match="No space left on device; free some space"):
        made(desk, ExportWanted(file=folder / "unit.zip"))

    assert list(folder.iterdir()) == []


def test_what_leaves_is_told_to_the_history_first(desk: Desk, tmp_path: Path) -> None:
    patient = desk.store.patient_of_number(NUMBER)
    assert patient is not None
    wanted = [
        ExportWanted(file=tmp_path / "a.zip"),
        ExportWanted(file=tmp_path / "a.zip", deidentified=True),
        ExportWanted(file=tmp_path / "a.zip", patient_key=patient.key),
    ]

    for one in wanted:
        note_whole_export(desk, one)

    found = desk.store.changes_sought(Sought(tables=("access",)), 0, 3)
    assert [(one.change.new["what"], one.record_number) for one in reversed(found)] == [
        ("whole unit, zip", ""),
        ("tables without names, zip", ""),
        ("whole patient, zip", NUMBER),
    ]


def test_the_name_of_the_file_tells_of_nobody(desk: Desk) -> None:
    day = desk.now().day

    names = [
        file_name(day),
        file_name(day, deidentified=True),
        file_name(day, of_patient=True),
    ]

    assert names == [f"plexlog-{what}-{day}.zip" for what in ("unit", "tables", "patient")]
