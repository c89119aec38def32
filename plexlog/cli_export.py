"""The commands that write what is on record: a course, a patient, the whole unit."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from plexlog import house, whole_file
from plexlog.cli_door import (
    STOPPED,
    Door,
    course_key_of,
    door_of,
    door_options,
    fail,
    told_on_terminal,
)
from plexlog.domain.exports import ExportWanted
from plexlog.export_work import export_work
from plexlog.services.access_log import note_export
from plexlog.services.desk import Desk
from plexlog.services.exporting import note_whole_export

out_option = click.option("--out", required=True, type=click.Path(path_type=Path))
bare_option = click.option(
    "--without-names", is_flag=True, help="Tables alone, without names; dates are moved."
)


@click.command()
@click.argument("course", required=False)
@click.option("--patient", "number", metavar="NUMBER", help="A whole patient, by record number.")
@out_option
@door_options
def export(course: str | None, number: str | None, out: Path, **door: Any) -> None:
    """Write a course as its document, or with --patient a whole patient as one zip."""
    if (course is None) == (number is None):
        raise click.UsageError("Name a COURSE, or a patient with --patient.")
    opened = door_of(**door)
    desk = opened.open()
    if number is not None:
        patient = desk.store.patient_of_number(number)
        if patient is None:
            fail(f"There is no patient {number!r} on file; `plexlog list` names them.")
        _write(opened, desk, ExportWanted(file=out, patient_key=patient.key))
    else:
        key = course_key_of(desk, course or "")
        document = house.course_document(desk, key)
        note = partial(note_export, desk, "course document", course_key=key)
        whole_file.write_text(out, document, note)
        opened.tell({"course": course, "file": str(out)}, [f"{course} written to {out}"])


@click.command("export-unit")
@bare_option
@out_option
@door_options
def export_unit(out: Path, *, without_names: bool, **door: Any) -> None:
    """Write the whole unit as one zip: documents, reports, tables and their dictionary.

    It is not encrypted. Ctrl C stops it, and leaves nothing.
    """
    opened = door_of(**door)
    _write(opened, opened.open(), ExportWanted(file=out, deidentified=without_names))


def _write(opened: Door, desk: Desk, wanted: ExportWanted) -> None:
    note_whole_export(desk, wanted)
    try:
        with told_on_terminal() as progress:
            made = export_work(desk, wanted).work(progress)
    except KeyboardInterrupt:
        fail(f"Stopped before it was done; {wanted.file} was not written.", STOPPED)
    answer = {
        "file": str(made.file),
        "patients": made.patients,
        "courses": made.courses,
        "sessions": made.sessions,
        "files": made.files,
    }
    said = "" if wanted.deidentified else " It is not encrypted: keep it where the record may lie."
    opened.tell(answer, [f"{made.sentence}{said}"])
