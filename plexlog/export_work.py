"""One zip of a whole unit or a whole patient, made from the record as it is at one moment.

As `house` it puts parts together and decides nothing: documents, reports, tables, history.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from itertools import chain
from typing import Any

from plexlog import __version__, house, papers
from plexlog.domain import codec, json_text
from plexlog.domain.exports import Exported, ExportWanted
from plexlog.domain.progress import Progress
from plexlog.domain.records import Course
from plexlog.domain.unit import SessionLine, Signature
from plexlog.exchange.amendments import amendment_rows
from plexlog.exchange.archive import Archive, Growing
from plexlog.exchange.deidentify import deidentified_tables, moved, with_age
from plexlog.exchange.dictionary_files import dictionary_csv, dictionary_text
from plexlog.exchange.other_files import OTHERS
from plexlog.exchange.tables import (
    AMENDMENTS,
    SIGNATURES,
    Table,
    csv_heading,
    csv_line,
    marked,
    rows_of,
    tables_of,
)
from plexlog.services.desk import Desk
from plexlog.services.verification_port import Still
from plexlog.whole_file import whole_file

FORMAT = "plexlog-export"
_AT_ONCE = 1000  # rows of the history
_MOST_DAYS = 365


@dataclass(frozen=True)
class ExportWork:
    """All that it takes to export; frozen, so that another thread can work it."""

    desk: Desk  # whose clock, signer and catalogue it takes; its store is not read
    still: Still
    wanted: ExportWanted

    def work(self, progress: Progress) -> Exported:
        """Write it, whole or not at all. Raises PlexlogError, StoppedError."""
        with self.still.open() as store, whole_file(self.wanted.file) as file:
            desk = Desk(store, self.desk.clock, self.desk.signer, self.desk.catalogue)
            archive = Archive(file, desk.now().instant)
            making = _Making(desk, self.wanted, archive, progress)
            try:
                making.make()
            except BaseException:
                archive.give_up()
                raise
            return making.made()


def export_work(desk: Desk, wanted: ExportWanted) -> ExportWork:
    """The making of an export, to be done on whatever thread."""
    return ExportWork(desk, desk.store.snapshot(), wanted)


@dataclass
class _Making:
    """One export under way."""

    desk: Desk
    wanted: ExportWanted
    archive: Archive
    progress: Progress
    counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        tables = tables_of(self.desk.catalogue)
        self.tables = deidentified_tables(tables) if self.wanted.deidentified else tables
        self.growing = {one.name: Growing() for one in self.tables}
        for one in self.tables:
            self.growing[one.name].write(csv_heading(one))

    def make(self) -> None:
        patients = self._patients()
        for done, (key, number) in enumerate(patients, 1):
            self._patient(key, number)
            self.progress.at("patients", done, len(patients))
        self._add_tables()
        if not self.wanted.deidentified:
            self._add_unit()
            self.archive.add("history.jsonl", self._history())
        self.archive.add("README.txt", _readme(self.wanted))
        self.archive.add("manifest.json", _json(self._manifest()))
        self.archive.finish()

    def made(self) -> Exported:
        """What came of it."""
        return Exported(
            file=self.wanted.file,
            patients=self.counts.get("patients", 0),
            courses=self.counts.get("courses", 0),
            sessions=self.counts.get("sessions", 0),
            files=len(self.archive.files),
        )

    def _patients(self) -> list[tuple[str, int]]:
        """Keys with numbers of this export; without names in no order that tells anything."""
        keys = list(self.desk.store.patient_keys())
        if self.wanted.patient_key:
            keys = [self.wanted.patient_key]
        if self.wanted.deidentified:
            secrets.SystemRandom().shuffle(keys)
        return [(key, number) for number, key in enumerate(keys, 1)]

    def _patient(self, key: str, number: int) -> None:
        store = self.desk.store
        patient = codec.write(store.patient(key))
        lines = sorted(store.courses(key), key=lambda one: one.ordered_at.utc)
        courses = [
            (position, line.course_key, store.course(line.course_key).kept())
            for position, line in enumerate(lines, 1)
        ]
        written = [(position, codec.write(course)) for position, _key, course in courses]
        given = list(self._given(courses, number))
        rows = marked(rows_of(patient, written, number), given)
        self._grow(patient, chain(rows, given))
        if self.wanted.deidentified:
            return
        folder = f"patients/{number:05}"
        self.archive.add(f"{folder}/patient.json", _json(patient))
        for position, course_key, course in courses:
            self._course(f"{folder}/course-{position}", course_key, course)

    def _given(
        self, courses: Iterable[tuple[int, str, Course]], number: int
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """The rows of the signatures that were given here, and of what they amended."""
        for position, course_key, course in courses:
            sessions = {one.number: one for one in course.sessions or ()}
            for line in self.desk.store.sessions_of(course_key):
                whose = {"patient": number, "course": position, "session": line.number}
                signatures = self.desk.store.signatures(line.session_key)
                for one in signatures:
                    yield SIGNATURES.name, _told(one) | whose
                amended = amendment_rows(sessions[line.number], signatures, self.desk.catalogue)
                for row in amended:
                    yield AMENDMENTS.name, row | whose

    def _grow(self, patient: Any, rows: Iterable[tuple[str, dict[str, Any]]]) -> None:
        tables = {one.name: one for one in self.tables}
        span = timedelta(days=-1 - secrets.randbelow(_MOST_DAYS))
        for name, row in rows:
            self.counts[name] = self.counts.get(name, 0) + 1
            if (table := tables.get(name)) is not None:
                self.growing[name].write(csv_line(table, self._row(table, row, patient, span)))

    def _row(self, table: Table, row: dict[str, Any], patient: Any, span: timedelta) -> Any:
        if not self.wanted.deidentified:
            return row
        return moved(table, with_age(row, patient) if table.name == "courses" else row, span)

    def _course(self, folder: str, course_key: str, course: Course) -> None:
        desk, lines = self.desk, self.desk.store.sessions_of(course_key)
        self.archive.add(f"{folder}/course.json", house.course_document(desk, course_key))
        signatures = [
            one | {"session": line.session_id} for line, one in self._signatures(course_key)
        ]
        if signatures:
            self.archive.add(f"{folder}/signatures.json", _json(signatures))
        if any(one.started_at is not None for one in course.sessions or ()):
            self.progress.at("patients")
            self.archive.add(f"{folder}/report.pdf", papers.course_pdf(desk, course_key))
        for line in lines:
            if line.signed_at is not None:
                self.progress.at("patients")
                pdf = papers.session_pdf(desk, line.session_key)
                self.archive.add(f"{folder}/session-{line.number}.pdf", pdf)

    def _signatures(self, course_key: str) -> Iterator[tuple[SessionLine, dict[str, Any]]]:
        """The signatures given over the sessions of a course."""
        for line in self.desk.store.sessions_of(course_key):
            for one in self.desk.store.signatures(line.session_key):
                yield line, _told(one)

    def _add_tables(self) -> None:
        for table in self.tables:
            self.archive.add(f"tables/{table.name}.csv", self.growing[table.name].read())
        others = () if self.wanted.deidentified else OTHERS
        self.archive.add("dictionary.csv", dictionary_csv(self.tables, others))
        self.archive.add("dictionary.txt", dictionary_text(self.tables, others))

    def _add_unit(self) -> None:
        unit = self.desk.store.unit()
        told = {"name": unit.name, "founded_at": unit.founded_at.text, "lists": unit.lists}
        self.archive.add("unit.json", _json(told))
        if self.wanted.patient_key:
            return
        staff = [
            {
                "key": one.key,
                "name": one.name,
                "login": one.login,
                "role": one.role.value,
                "public_key": one.public_key,
                "administers": one.administers,
                "left_at": None if one.left_at is None else one.left_at.text,
            }
            for one in self.desk.store.staff()
        ]
        self.archive.add("staff.json", _json(staff))

    def _history(self) -> Iterator[bytes]:
        """Every row of the history, or those of the patient, one a line."""
        store, number = self.desk.store, 0
        last = store.history_length()
        while rows := store.history_rows(number, _AT_ONCE, self.wanted.patient_key):
            number = rows[-1]["number"]
            self.progress.at("rows of the history", number, last)
            yield "".join(f"{json_text.dump(row)}\n" for row in rows).encode()

    def _manifest(self) -> dict[str, Any]:
        store = self.desk.store
        return {
            "format": FORMAT,
            "version": 1,
            "of": "patient" if self.wanted.patient_key else "unit",
            "deidentified": self.wanted.deidentified,
            "made_at": self.desk.clock.now().text,
            "made_by": "" if self.wanted.deidentified else self.desk.me,
            "program": __version__,
            "rules": __version__,  # they are the program's; the unit's limits stand in its history
            "lists": store.unit().lists,
            "history": {"number": store.history_length(), "head": store.history_head()},
            "rows": dict(sorted(self.counts.items())),
            "files": self.archive.files,
        }


def _told(signature: Signature) -> dict[str, Any]:
    return asdict(signature) | {"at": signature.at.text}


def _json(value: Any) -> str:
    return f"{json_text.dump(value, indent=1)}\n"


def _readme(wanted: ExportWanted) -> str:
    what = "one patient" if wanted.patient_key else "the whole unit"
    if wanted.deidentified:
        return _DEIDENTIFIED.format(what=what)
    return _README.format(what=what)


_README = """\
This is an export of {what}, made by PlexLog. It is not encrypted: whoever has it can read it.

patients/NUMBER/patient.json            the patient
patients/NUMBER/course-N/course.json    a course as its document; PlexLog takes it in again
patients/NUMBER/course-N/report.pdf     the report of the course
patients/NUMBER/course-N/session-N.pdf  the summary of a signed session
patients/NUMBER/course-N/signatures.json  the signatures, with what they were given over
tables/*.csv                            every kind of record as a table, signed values as signed
tables/amendments.csv                   what signed values should be, where they were amended
dictionary.csv, dictionary.txt          what the columns of the tables and the history mean
unit.json, history.jsonl                the unit, and who changed what, when and why
staff.json                              the staff, where the whole unit is exported
manifest.json                           every file with its SHA-256, and the head of the history
"""
_DEIDENTIFIED = """\
This is an export of {what}, made by PlexLog, without names.

tables/*.csv                    every kind of record as a table, signed values as signed
tables/amendments.csv           what signed values should be, where they were amended
dictionary.csv, dictionary.txt  what the columns of the tables mean
manifest.json                   every file with its SHA-256

Left out: whatever somebody wrote, names, numbers of records, bags and donors, birth dates. Days
and times are moved back by 1 to 365 days, by the same span for all of one patient. Patients are in
no order. Few people have such a treatment: treat it as confidential all the same.
"""
