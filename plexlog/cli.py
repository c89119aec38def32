"""The command line: the same verbs without a window.

Exit status 0: done. 1: found wanting, or a document refused. 2: cannot. 130: stopped by Ctrl C.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import click

from plexlog import __version__, doorstep, house, house_sheets, papers, whole_file
from plexlog.cli_backup import backup, restore
from plexlog.cli_demo import demo
from plexlog.cli_door import (
    WANTING,
    Commands,
    course_key_of,
    door_of,
    door_options,
    fail,
    password_of,
    recovery_key_of,
)
from plexlog.cli_erase import erase
from plexlog.cli_export import export, export_unit, out_option
from plexlog.cli_overrides import list_overrides
from plexlog.cli_people import password, recovery_key, rekey, staff
from plexlog.cli_verify import verify
from plexlog.clinical.selftest import check_line, run_selftest, summary_line
from plexlog.domain.errors import AccessError, PlexlogError, Refusal
from plexlog.domain.unit import Role, is_login
from plexlog.services.access_log import note_export
from plexlog.services.desk import Desk
from plexlog.services.limits import LimitLine, change_limit, limit_lines, reset_limit


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="plexlog")
@door_options
@click.pass_context
def main(ctx: click.Context, db: Path | None, login: str | None, as_json: bool) -> None:  # noqa: FBT001 - click hands the flag over so
    """The record of plasma exchange sessions, without its windows."""
    ctx.obj = {"db": db, "login": login, "as_json": as_json}


@main.command()
@click.option("--unit", required=True, help="Name of the unit.")
@click.option("--name", required=True, help="Name of the first member of staff.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.NURSE.value)
@door_options
def init(unit: str, name: str, role: str, **door: Any) -> None:
    """Make a unit with its first member of staff; prints the recovery key this once."""
    opened = door_of(**door)
    if not opened.login:
        raise click.UsageError("Missing option '--login'.")
    founding = house.Founding(
        unit=unit.strip(),
        name=name.strip(),
        login=opened.login,
        password=password_of(is_new=True),
        role=Role(role),
    )
    _see_that_it_can_be(founding)
    key = house.found(opened.path, founding, doorstep.SystemClock())
    opened.tell(
        {"db": str(opened.path), "recovery_key": key},
        [
            f"The unit is at {opened.path}.",
            "Recovery key, shown this once. Print it and lock it away:",
            key,
        ],
    )


main.add_command(staff)
main.add_command(password)
main.add_command(rekey)
main.add_command(recovery_key)
main.add_command(backup)
main.add_command(restore)
main.add_command(demo)
main.add_command(verify)
main.add_command(export)
main.add_command(export_unit)
main.add_command(erase)
main.add_command(list_overrides)


def _see_that_it_can_be(founding: house.Founding) -> None:
    """Refuse what the window refuses too."""
    if not founding.unit:
        fail("--unit: Enter the name of the unit.")
    if not founding.name:
        fail("--name: Enter the name as it is to stand under entries.")
    if not is_login(founding.login):
        fail("--login: 1 to 64 of letters, digits, . _ - and @, without a space.")


@main.command()
@door_options
def recover(**door: Any) -> None:
    """Set a new password by the recovery key, for a member of staff who lost theirs."""
    opened = door_of(**door)
    opened.see_that_it_is_founded()
    login = opened.login or _only_login(opened.path)
    key = recovery_key_of()
    chosen = password_of(is_new=True)
    house.recover(opened.path, key, login, chosen, doorstep.SystemClock())
    opened.tell({"login": login}, [f"{login} signs in with the new password from now on."])


def _only_login(path: Path) -> str:
    logins = doorstep.logins(path)
    if len(logins) != 1:
        raise AccessError("Say whose password it is, with --login.")
    return logins[0]


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--even-so", is_flag=True, help="Also where somebody alike is on file.")
@door_options
def import_(files: tuple[Path, ...], *, even_so: bool, **door: Any) -> None:
    """Take in course documents, each whole or not at all.

    Refused is a new record number where somebody of much the same name and the same birth date is
    on file under another one; --even-so takes them for two persons.
    """
    opened = door_of(**door)
    desk = opened.open()
    results, unreadable = _import_all(desk, files, even_so=even_so)
    opened.tell(
        {
            "imported": [_imported(one) for one in results if not one.refusals],
            "refused": [_refused(one) for one in (*results, *unreadable) if one.refusals],
        },
        [line for one in results for line in _import_lines(one)],
    )
    if unreadable:
        fail("\n".join(each.reason for one in unreadable for each in one.refusals))
    if any(one.refusals for one in results):
        raise SystemExit(WANTING)


def _import_all(
    desk: Desk, files: Sequence[Path], *, even_so: bool
) -> tuple[list[house.Imported], list[house.Imported]]:
    """What became of the files, and which could not be read or kept; one does not stop others."""
    results, unreadable = [], []
    for file in files:
        try:
            results.append(house.import_document(desk, file, even_so=even_so))
        except PlexlogError as error:
            why = Refusal("document", str(error))
            unreadable.append(house.Imported(file=str(file), refusals=(why,)))
    return results, unreadable


def _imported(one: house.Imported) -> dict[str, Any]:
    return {
        "file": one.file,
        "course": one.course_id,
        "sessions": [f"{one.course_id}/{session}" for session in one.session_ids],
    }


def _refused(one: house.Imported) -> dict[str, Any]:
    reasons = [{"place": each.place, "reason": each.reason} for each in one.refusals]
    alike = {"perhaps_on_file_as": [twin.record_number for twin in one.twins]} if one.twins else {}
    return {"file": one.file, "refusals": reasons} | alike


def _import_lines(one: house.Imported) -> list[str]:
    if one.refusals:
        twins = ["  Correct the number, or say --even-so for another person."] if one.twins else []
        return [
            f"{one.file}: refused, nothing was changed",
            *(f"  {each}" for each in one.refusals),
            *twins,
        ]
    return [f"{one.file}: course {one.course_id}, {len(one.session_ids)} sessions"]


@main.command("list")
@door_options
def list_(**door: Any) -> None:
    """List courses and sessions."""
    opened = door_of(**door)
    desk = opened.open()
    courses = [_course_lines(desk, line.course_key) for line in desk.store.courses()]
    lines = []
    for course in courses:
        lines.append(f"{course['course']}  {course['patient']}  {course['indication']}")
        lines += [f"  {one['session']}  {one['state']}  {one['at']}" for one in course["sessions"]]
    opened.tell({"courses": courses}, lines or ["No course is on file."])


def _course_lines(desk: Desk, course_key: str) -> dict[str, Any]:
    course = desk.store.course(course_key)
    sessions = [
        {
            "session": f"{course.course_id}/{one.session_id}",
            "number": one.number,
            "state": _state(one),
            "at": str(one.started_at or one.planned_at or "not planned"),
        }
        for one in desk.store.sessions_of(course_key)
    ]
    return {
        "course": course.course_id,
        "patient": f"{course.patient.family_name}, {course.patient.given_name}",
        "record_number": course.patient.record_number,
        "indication": course.order.indication,
        "sessions": sessions,
    }


def _state(line: Any) -> str:
    if line.signed_at is not None:
        return "signed"
    if line.ended_at is not None:
        return "ended"
    return "planned" if line.started_at is None else "running"


def _session_key(desk: Desk, session: str) -> str:
    """The key of COURSE/SESSION, or of a session id that only one course has."""
    course, _, one = session.rpartition("/")
    if course:
        courses = [key for key in [desk.store.course_key(course)] if key is not None]
    else:
        courses = [line.course_key for line in desk.store.courses()]
    found = [
        line.session_key
        for key in courses
        for line in desk.store.sessions_of(key)
        if session == line.session_key or one == line.session_id
    ]
    if len(found) != 1:
        fail(
            f"There {'is no session' if not found else 'are several sessions'} {session!r}; "
            "name it as COURSE/SESSION, as `plexlog list` does."
        )
    return found[0]


@main.command()
@click.argument("course")
@out_option
@door_options
def compute(course: str, out: Path, **door: Any) -> None:
    """Write what the program makes of a course: its numbers and findings."""
    opened = door_of(**door)
    desk = opened.open()
    key = course_key_of(desk, course)
    case = f"{desk.store.course(key).course_id}.json"
    document = house.expectation_document(desk, key, case)
    note = partial(note_export, desk, "course as computed", course_key=key)
    whole_file.write_text(out, document, note)
    opened.tell({"course": course, "file": str(out)}, [f"{course} computed into {out}"])


_REPORTS = {
    "session": "session summary, PDF",
    "course": "course report, PDF",
    "summaries": "session summaries, PDF",
    "letter": "patient's letter, PDF",
}  # as the history names them
paper_option = click.option(
    "--paper",
    type=click.Choice(["a4", "letter"]),
    help="Paper size; that of the unit, where none is told.",
)


@main.command()
@click.argument("kind", type=click.Choice(list(_REPORTS)))
@click.argument("name", metavar="ID")
@paper_option
@out_option
@door_options
def report(kind: str, name: str, paper: str | None, out: Path, **door: Any) -> None:
    """Write as PDF: a session's summary or letter, a course's report, or all its summaries."""
    opened = door_of(**door)
    desk = opened.open()
    if kind in ("session", "letter"):
        of = {"session_key": _session_key(desk, name)}
        of_session = papers.session_pdf if kind == "session" else papers.letter_pdf
        content = of_session(desk, of["session_key"], paper or "")
    else:
        of = {"course_key": course_key_of(desk, name)}
        made = papers.course_pdf if kind == "course" else papers.summaries_pdf
        content = made(desk, of["course_key"], paper or "")
    note = partial(note_export, desk, _REPORTS[kind], **of)
    whole_file.write_bytes(out, content, note)
    opened.tell({kind: name, "file": str(out)}, [f"{name} printed to {out}"])


@main.command()
@click.argument("kind", type=click.Choice(["session", "course"]))
@click.argument("name", metavar="ID")
@out_option
@door_options
def text(kind: str, name: str, out: Path, **door: Any) -> None:
    """Write a session or a course as plain text, in the rows of the hospital's record."""
    opened = door_of(**door)
    desk = opened.open()
    if kind == "session":
        of = {"session_key": _session_key(desk, name)}
        content = papers.session_text(desk, of["session_key"])
    else:
        of = {"course_key": course_key_of(desk, name)}
        content = papers.course_text(desk, of["course_key"])
    note = partial(note_export, desk, f"{kind}, text for the hospital's record", **of)
    whole_file.write_text(out, content, note)
    opened.tell({kind: name, "file": str(out)}, [f"{name} written to {out}"])


@main.command()
@click.argument("session", required=False)
@paper_option
@out_option
@door_options
def sheet(session: str | None, paper: str | None, out: Path, **door: Any) -> None:
    """Write a flow sheet for paper as PDF: of a session, or blank without one."""
    opened = door_of(**door)
    desk = opened.open()
    key = _session_key(desk, session) if session else ""
    content = house_sheets.sheet_pdf(desk, key, paper or "")
    note = partial(note_export, desk, "flow sheet for paper, PDF", session_key=key)
    whole_file.write_bytes(out, content, note if key else None)
    name = session or "a blank sheet"
    opened.tell({"session": session, "file": str(out)}, [f"{name} printed to {out}"])


@main.command()
@out_option
@door_options
def registry(out: Path, **door: Any) -> None:
    """Write a line for each procedure, with its adverse events, for a registry, as CSV."""
    opened = door_of(**door)
    desk = opened.open()
    text, lines = house.registry_document(desk)
    note = partial(note_export, desk, "registry lines of all courses")
    whole_file.write_text(out, text, note)
    opened.tell({"lines": lines, "file": str(out)}, [f"{lines} procedures written to {out}"])


@main.command()
@door_options
def selftest(**door: Any) -> None:
    """Work every formula with published inputs; says what was expected and what came out."""
    checks = run_selftest()
    door_of(**door).tell(
        {"passed": all(one.passed for one in checks), "checks": [asdict(one) for one in checks]},
        [*(check_line(one) for one in checks), summary_line(checks)],
    )
    if not all(one.passed for one in checks):
        raise SystemExit(WANTING)


@main.group(invoke_without_command=True)
@door_options
def limits(**door: Any) -> None:
    """List the unit's limits, with the default of each, or `set` one."""
    if click.get_current_context().invoked_subcommand is not None:
        return
    opened = door_of(**door)
    lines = limit_lines(opened.open())
    opened.tell({"limits": [_limit(one) for one in lines]}, [_limit_words(one) for one in lines])


@limits.command("set")
@click.argument("name")
@click.argument("value")
@click.option("--why", required=True, help="The reason; it stands in the history.")
@door_options
def set_limit(name: str, value: str, why: str, **door: Any) -> None:
    """Change a limit; VALUE may be `default`. Sessions that were started keep theirs."""
    opened = door_of(**door)
    desk = opened.open()
    if value == "default":
        reset_limit(desk, name, why)
    else:
        change_limit(desk, name, value, why)
    (line,) = (one for one in limit_lines(desk) if one.name == name)
    opened.tell(_limit(line), [_limit_words(line)])


def _limit(line: LimitLine) -> dict[str, Any]:
    last = line.last
    return {
        "name": line.name,
        "phase": line.phase.value,
        "label": line.label,
        "value": float(line.value),
        "unit": line.unit,
        "default": float(line.default),
        "possible": line.possible,
        "rules": list(line.rules),
        "last_change": None
        if last is None
        else {"by": last.by, "at": last.at.text, "why": last.why},
    }


def _limit_words(line: LimitLine) -> str:
    words = f"{line.name}  {line.value} {line.unit}".rstrip()
    if line.last is None:
        return words
    by = f"{line.last.by}, {line.last.at}: {line.last.why}"
    return f"{words}  (default {line.default}; {by})"
