"""Puts the parts of the program together for its two front doors, the window and the command line.

It decides nothing: it opens files, hands parts to each other and gives back plain results.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from plexlog import __version__
from plexlog.clinical.stop_rule import rule_of
from plexlog.domain.errors import PlexlogError, Refusal, RefusedError, StoreError
from plexlog.domain.facts import ScaleFact, StopRuleFact
from plexlog.domain.findings import Phase
from plexlog.domain.json_text import MOST_BYTES
from plexlog.domain.moments import Clock
from plexlog.domain.passwords import see_that_it_is_safe
from plexlog.domain.progress import Progress
from plexlog.domain.records import Course, SignatureStatement
from plexlog.domain.roles import Act
from plexlog.domain.said import ADDENDUM, said_with
from plexlog.domain.sealing import locking
from plexlog.domain.unit import DEMO_UNIT, PatientLine, Problem, Role
from plexlog.domain.verified import Verified
from plexlog.domain.words import SignatureMeaning, SignerRole
from plexlog.services.desk import Desk
from plexlog.services.erasing import erasures
from plexlog.services.limits import own_limits
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.order_change import run_under
from plexlog.services.order_form import guideline_words
from plexlog.services.patients import new_twins, perhaps
from plexlog.services.permission import see_that_may
from plexlog.services.plan_numbers import plan_numbers
from plexlog.services.printed import canonical_course, head_words, order_verdict
from plexlog.services.schedule import session_after
from plexlog.services.selftest import SelfTest, selftest
from plexlog.services.signing import canonical_session, fingerprint_of
from plexlog.services.verifying import verify_here, verify_state

if TYPE_CHECKING:
    from plexlog.clinical.course_levels import LevelCourse
    from plexlog.reports.model import Report
    from plexlog.reports.summary_input import SummaryInput

if TYPE_CHECKING:
    from plexlog.domain.backups import Examined
    from plexlog.storage.restore import Asking
    from plexlog.storage.vault import Opened as Unlocked


_PRINTING = threading.Lock()  # the PDF library keeps fonts and styles for the whole process


@dataclass(frozen=True, kw_only=True)
class Founding:
    """What the first start asks for."""

    unit: str
    name: str
    login: str
    password: str
    role: Role = Role.NURSE


def found(path: Path, founding: Founding, clock: Clock) -> str:
    """Make a unit with its first member of staff. Returns the recovery key, shown this once."""
    from plexlog.storage import unit_file  # noqa: PLC0415 - after the first window is painted

    see_that_it_is_safe(founding.password, founding.login, founding.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path.parent} cannot be made: {error.strerror}.") from None
    return unit_file.found_unit(
        path,
        unit=founding.unit,
        name=founding.name,
        login=founding.login,
        password=founding.password,
        role=founding.role,
        clock=clock,
    )


def recover(path: Path, recovery_key: str, login: str, password: str, clock: Clock) -> None:
    """Give a member of staff a new password by the printed recovery key.

    Raises AccessError for a key or a login that is not of this record, StoreError.
    """
    from plexlog.storage import unit_file  # noqa: PLC0415 - after the first window is painted

    see_that_it_is_safe(password, login)  # before a key is typed for nothing
    opened = unit_file.open_with_recovery_key(path, recovery_key, clock)
    see_that_it_is_safe(password, login, opened.name_of(login))
    opened.set_password(login, password)


def open_desk(path: Path, login: str | None, password: str, clock: Clock) -> Desk:
    """Open a unit's file for a member of staff. Raises AccessError or StoreError."""
    from plexlog.storage import unit_file  # noqa: PLC0415 - after the first window is painted

    record = unit_file.open_unit(path, login, password, clock)
    return Desk(record, clock, record.signer)


def prepare() -> None:
    """Load database and keys, so that whoever signs in does not wait for that."""
    from plexlog.storage import seeds, unit_record, vault  # noqa: F401, PLC0415 - as above


def unlock(path: Path, login: str | None, password: str, clock: Clock) -> Unlocked:
    """What a password opens, without touching the record: it takes a while and may run anywhere.

    Everything that `desk_of` needs is loaded too. Raises AccessError or StoreError.
    """
    prepare()
    from plexlog.storage import unit_file  # noqa: PLC0415 - as above

    return unit_file.unlock(path, login, password, clock)


def desk_of(path: Path, unlocked: Unlocked, clock: Clock) -> Desk:
    """Open the record with what was unlocked, on the thread that uses it. Raises StoreError."""
    from plexlog.storage import seeds, unit_record  # noqa: PLC0415 - as above

    record = unit_record.open_record(path, unlocked, clock, seeds.Seeds())
    return Desk(record, clock, record.signer)


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What became of one document: the course it made, or why it was refused."""

    file: str
    course_key: str = ""
    course_id: str = ""
    session_ids: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    twins: tuple[PatientLine, ...] = ()  # who is perhaps the same person, under another number


def import_document(desk: Desk, path: Path, *, even_so: bool = False) -> Imported:
    """Take in one document whole, or refuse it whole. Raises StoreError if it cannot be read.

    Somebody of much the same name and the same birth date under another record number stands in
    the way, for one person must not be on file twice; `even_so` where that is another person.
    """
    from plexlog.exchange.course_document import read_course  # noqa: PLC0415 - only when needed

    see_that_may(desk, Act.IMPORT)
    try:
        with path.open("rb") as file:
            source = file.read(MOST_BYTES + 1)  # more is refused, and need not be read
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}.") from None
    try:
        course = read_course(source, desk.knowledge.rule_facts, desk.clock.now(), desk.catalogue)
        _see_that_it_is_real(desk, course)
        if not even_so and (twins := new_twins(desk, course.patient)):
            refusals = tuple(Refusal("patient.record_number", perhaps(one)) for one in twins)
            return Imported(file=str(path), refusals=refusals, twins=twins)
        key = desk.store.add_course(course)
    except RefusedError as refused:
        return Imported(file=str(path), refusals=refused.refusals)
    return Imported(
        file=str(path),
        course_key=key,
        course_id=course.course_id,
        session_ids=tuple(one.id for one in course.sessions or ()),
    )


def _see_that_it_is_real(desk: Desk, course: Course) -> None:
    """No invented patient among real ones: the demonstration alone takes in what it gave out."""
    if course.unit == DEMO_UNIT and not desk.store.unit().is_demonstration:
        raise RefusedError([Refusal("unit", "a course of the demonstration: nobody was treated")])


def course_document(desk: Desk, course_key: str) -> str:
    """A course as its document, with the signatures given here stated in it."""
    from plexlog.exchange.course_document import write_course  # noqa: PLC0415 - only when needed

    course = desk.store.course(course_key)
    given = [
        SignatureStatement(
            role=SignerRole(one.role),
            name=one.name,
            at=one.at,
            meaning=None if one.meaning == ADDENDUM else SignatureMeaning(one.meaning),
            session_id=line.session_id,
            said=said_with(one).words or None,
        )
        for line in desk.store.sessions_of(course_key)
        for one in desk.store.signatures(line.session_key)
    ]
    if given:
        course = replace(course, signatures=(*(course.signatures or ()), *given))
    return write_course(course, desk.clock.now(), desk.me)


def expectation_document(desk: Desk, course_key: str, case: str) -> str:
    """What the program makes of a course, as `plexlog-expectation`."""
    from plexlog.domain import json_text  # noqa: PLC0415 - only when needed
    from plexlog.exchange.expectation import expectation  # noqa: PLC0415 - only when needed

    course = desk.store.course(course_key).kept()
    knowledge = desk.knowledge
    kept = {
        line.session_id: knowledge.rule_facts_of(line.session_key)
        for line in desk.store.sessions_of(course_key)
    }
    made = expectation(course, knowledge.rule_facts, case, kept)
    return json_text.dump(made, indent=1) + "\n"


def session_report(desk: Desk, session_key: str) -> Report:
    """The session summary as a plain model; of a signed session, as it was signed."""
    from plexlog.reports.session_summary import session_summary  # noqa: PLC0415 - as above

    return headed(desk, session_summary(summary_input(desk, session_key)))


def headed(desk: Desk, report: Report) -> Report:
    """The report with the history's last row of this moment at its foot.

    Whatever is printed later than a row was written tells of it when it is gone.
    """
    *foot, last = report.footer
    return replace(report, footer=(*foot, head_words(desk), last))


def summary_input(desk: Desk, session_key: str) -> SummaryInput:
    """All that a session's summary states."""
    from plexlog.reports.summary_input import (  # noqa: PLC0415 - as above
        Forecast,
        Labels,
        OwnLimit,
        SummaryInput,
    )

    view = OpenSession(desk, session_key).view()
    knowledge = desk.knowledge
    sealed = locking(view.signatures)
    unsealed = canonical_session(view.course, view.session)
    numbers = plan_numbers(view)
    changes = tuple(desk.store.order_changes(view.line.course_key))
    return SummaryInput(
        course=view.course,
        session=view.session,
        figures=view.figures,
        verdicts=tuple(view.verdicts[phase] for phase in Phase),
        signatures=view.signatures,
        unit_name=desk.store.unit().name,
        fingerprint=fingerprint_of(unsealed) if sealed is None else sealed.fingerprint,
        history_head=desk.store.history_head() if sealed is None else sealed.history_head,
        printed_at=desk.clock.now(),
        version=__version__,
        guideline=_guideline(desk, view.course),
        lists_version=desk.store.unit().lists,
        labels=Labels(
            indications={code: one.label for code, one in knowledge.indications.items()},
            checklist={one.code: one.label for one in knowledge.checklist},
            actions={code: one.label for code, one in knowledge.actions.items()},
        ),
        forecast=Forecast(
            replacement_ml=numbers.replacement_ml,
            anticoagulant_ml=numbers.anticoagulant_ml,
            citrate_mg_kg_min=numbers.citrate_mg_kg_min,
            run_minutes=numbers.run_minutes,
        ),
        checklist=knowledge.checklist,
        own_limits=tuple(OwnLimit(**told) for told in own_limits(view.facts.thresholds)),
        order_version=run_under(desk, session_key, changes),
        order_changes=changes,
        ahead=session_after(desk, view.line),
    )


def _guideline(desk: Desk, course: Course) -> str:
    """What the guidelines say of the indication: category, grade, edition."""
    known = desk.knowledge.indications.get(course.order.indication)
    return "" if known is None else "; ".join(guideline_words(known))


def run_selftest() -> SelfTest:
    """Work every formula with published inputs; plain values only, so that a worker may."""
    return selftest()


def selftest_report(desk: Desk, test: SelfTest) -> Report:
    """What came out of a self-test as a plain model; it tells of no patient."""
    from plexlog.reports import selftest_report as paper  # noqa: PLC0415 - as above

    report = paper.selftest_report(
        test.checks,
        unit_name=desk.store.unit().name,
        version=__version__,
        printed_at=desk.clock.now(),
    )
    return headed(desk, report)


def print_report(report: Report, paper: str = "a4") -> bytes:
    """A report as PDF; plain values only, so that it may run on a worker, one after the other."""
    from plexlog.reports.paper import PaperSize  # noqa: PLC0415 - only when needed
    from plexlog.reports.pdf import render  # noqa: PLC0415 - only when needed

    with _PRINTING:
        return render(report, PaperSize(paper))


def session_pdf(desk: Desk, session_key: str, paper: str = "a4") -> bytes:
    """The session summary as PDF."""
    return print_report(session_report(desk, session_key), paper)


def _begun(desk: Desk, course_key: str) -> Sequence[str]:
    """Keys of the sessions that were begun. Raises PlexlogError where there is none."""
    begun = [line for line in desk.store.sessions_of(course_key) if line.started_at is not None]
    if not begun:
        raise PlexlogError("No session of this course was begun yet; there is nothing to print.")
    return [line.session_key for line in begun]


def summaries_report(desk: Desk, course_key: str) -> Report:
    """The summaries of every session of a course that was begun, as one report."""
    from plexlog.reports.course_summaries import course_summaries  # noqa: PLC0415 - as above

    return course_summaries([session_report(desk, key) for key in _begun(desk, course_key)])


def summaries_pdf(desk: Desk, course_key: str, paper: str = "a4") -> bytes:
    """The summaries of a course as PDF."""
    return print_report(summaries_report(desk, course_key), paper)


def course_report(desk: Desk, course_key: str) -> Report:
    """The report of a whole course as a plain model, with its document inside."""
    from plexlog.reports.course_report import CourseInput, course_report  # noqa: PLC0415
    from plexlog.reports.model import Attachment  # noqa: PLC0415 - only when needed

    sessions = tuple(summary_input(desk, key) for key in _begun(desk, course_key))
    course = desk.store.course(course_key).kept()
    last, stops = sessions[-1], desk.store.facts(StopRuleFact)
    report = course_report(
        CourseInput(
            course=course,
            sessions=sessions,
            order_verdict=order_verdict(desk, course),
            order_changes=last.order_changes,
            unit_name=last.unit_name,
            fingerprint=fingerprint_of(canonical_course(course)),
            history_head=desk.store.history_head(),
            printed_at=last.printed_at,
            version=__version__,
            guideline=_guideline(desk, course),
            lists_version=last.lists_version,
            stop_rules={fact.code: fact.label for fact in stops},
            stop_rule=rule_of(course.order, stops),
            scales={fact.code: fact for fact in desk.store.facts(ScaleFact)},
            labels=last.labels,
        )
    )
    document = Attachment(
        name=f"{course.course_id}.json",
        content=course_document(desk, course_key).encode(),
        described="The course as its document, plexlog-course version 1",
    )
    return headed(desk, replace(report, attachment=document))


def course_pdf(desk: Desk, course_key: str, paper: str = "a4") -> bytes:
    """The report of a course as PDF."""
    return print_report(course_report(desk, course_key), paper)


def registry_document(desk: Desk) -> tuple[str, int]:
    """A line for each session that was begun, for a registry, as CSV; and how many lines."""
    from plexlog.clinical.figures import session_figures  # noqa: PLC0415 - only when needed
    from plexlog.exchange.registry import Procedure, registry_csv  # noqa: PLC0415 - as above

    centre = desk.store.unit().name
    procedures = []
    for line in reversed(desk.store.courses()):
        course = desk.store.course(line.course_key).kept()
        procedures += [
            Procedure(
                centre=centre,
                course=course,
                session=session,
                figures=session_figures(course, session),
                indication=desk.knowledge.indication_label(course.order.indication),
            )
            for session in course.sessions or ()
            if session.started_at is not None
        ]
    return registry_csv(procedures), len(procedures)


def run_picture(view: SessionView, size: tuple[int, int], *, is_dark: bool) -> bytes:
    """The chart of a run as SVG; plain values only, so that it may run on a worker."""
    from plexlog.reports.charts import run_chart_svg  # noqa: PLC0415 - only when needed
    from plexlog.reports.palette import DARK, LIGHT  # noqa: PLC0415 - only when needed
    from plexlog.reports.run_chart import plasma_removed, run_chart  # noqa: PLC0415 - only when needed

    left = view.running.minutes_left
    figures, ended_at = view.figures, view.session.ended_at
    chart = run_chart(
        view.session,
        view.running.target_ml,
        plasma=plasma_removed(view.running.readings, ended_at, figures.patient_plasma_removed_ml),
        target_at=view.now + timedelta(minutes=left) if view.is_running and left else None,
        now=view.now if view.is_running and view.session.paper is None else None,
    )
    return run_chart_svg(chart, DARK if is_dark else LIGHT, *size)


def level_picture(
    begun: Course,
    level: LevelCourse,
    size: tuple[int, int],
    is_dark: bool,  # noqa: FBT001 - a chart is asked for by size and look alone
) -> bytes:
    """Expected and measured values of a course as SVG; plain values only, as above."""
    from plexlog.reports.course_charts import level_panel  # noqa: PLC0415 - only when needed
    from plexlog.reports.palette import DARK, LIGHT  # noqa: PLC0415 - only when needed
    from plexlog.reports.panel_drawing import panel_svg  # noqa: PLC0415 - only when needed

    return panel_svg(level_panel(begun, level), DARK if is_dark else LIGHT, size)


def verify(desk: Desk) -> list[Problem]:
    """Everything wrong in the file: history, triggers, signatures and what they sealed."""
    found: list[Problem] = []
    verify_here(desk, Progress(), found)
    return found


def verification_report(desk: Desk, verified: Verified) -> Report:
    """What a verification found as a plain model."""
    from plexlog.reports import verification_report as paper  # noqa: PLC0415 - only when needed

    report = paper.verification_report(
        paper.VerificationInput(
            verified=verified,
            erasures=erasures(desk)[::-1],
            last=verify_state(desk).sentence,
            unit_name=desk.store.unit().name,
            version=__version__,
            printed_at=desk.clock.now(),
        )
    )
    return headed(desk, report)


def asking(
    path: Path, login: str | None, password: str, clock: Clock, today: str | None = None
) -> Asking:
    """Whose record it is that may go back to a backup, and who asks.

    `today` is the password of the record, where it is another one than that of the backup.
    """
    from plexlog.storage import restore  # noqa: PLC0415 - seldom

    return restore.Asking(path, login, password, clock, password_today=today)


def examine_backup(asking: Asking, backup: Path) -> Examined:
    """Put a backup beside the record, verify it, and count what it lacks.

    Raises AccessError where the password does not open the backup, StoreError.
    """
    from plexlog.storage import restore  # noqa: PLC0415 - seldom

    return restore.examine(asking, backup)


def restore_backup(asking: Asking, examined: Examined, why: str) -> Path:
    """Go back to an examined backup; where the former record lies. Raises StoreError."""
    from plexlog.storage import restore  # noqa: PLC0415 - seldom

    return restore.put_in_place(asking, examined, why)


def leave_backup(examined: Examined) -> None:
    """Leave the record as it is."""
    from plexlog.storage import restore  # noqa: PLC0415 - seldom

    restore.give_up(examined)
