"""Papers for the two front doors: reports, charts, the text for the record, the patient's letter.

As `house`, it puts parts together and decides nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from plexlog import __version__, house
from plexlog.clinical.stop_rule import rule_of
from plexlog.domain.errors import PlexlogError
from plexlog.domain.facts import LetterFact, ScaleFact, StopRuleFact
from plexlog.domain.findings import Phase
from plexlog.domain.records import Course
from plexlog.domain.sealing import locking
from plexlog.domain.unit_settings import COURSE_TEXT, SESSION_TEXT
from plexlog.domain.verified import Verified
from plexlog.services.accesses import access_story
from plexlog.services.desk import Desk
from plexlog.services.erasing import erasures
from plexlog.services.limits import own_limits
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.order_change import order_versions, run_under
from plexlog.services.order_form import guideline_words
from plexlog.services.plan_numbers import plan_numbers
from plexlog.services.printed import canonical_course, head_words, order_verdict
from plexlog.services.results_since import results_since
from plexlog.services.schedule import session_after
from plexlog.services.selftest import SelfTest
from plexlog.services.signing import canonical_session, fingerprint_of
from plexlog.services.unit_settings import paper_size, rows_now, telephones
from plexlog.services.verifying import verify_state

if TYPE_CHECKING:
    from plexlog.clinical.course_levels import LevelCourse
    from plexlog.reports.model import Report
    from plexlog.reports.summary_input import SummaryInput


_PRINTING = threading.Lock()  # the PDF library keeps fonts and styles for the whole process


def session_report(desk: Desk, session_key: str, course: Course | None = None) -> Report:
    """The session summary as a plain model; of a signed session, as it was signed."""
    from plexlog.reports.session_summary import session_summary  # noqa: PLC0415 - as above

    return headed(desk, session_summary(summary_input(desk, session_key, course)))


def headed(desk: Desk, report: Report) -> Report:
    """The report for the unit's paper, with the history's last row of this moment at its foot.

    Whatever is printed later than a row was written tells of it when it is gone.
    """
    *foot, last = report.footer
    return replace(report, footer=(*foot, head_words(desk), last), paper=paper_size(desk))


def summary_input(desk: Desk, session_key: str, course: Course | None = None) -> SummaryInput:
    """All that a session's summary states; its course is read where it is not at hand."""
    from plexlog.reports.summary_input import (  # noqa: PLC0415 - as above
        Forecast,
        Labels,
        OwnLimit,
        SummaryInput,
    )

    view = OpenSession(desk, session_key, course).view()
    knowledge = desk.knowledge
    sealed = locking(view.signatures)
    unsealed = canonical_session(view.course, view.session)
    numbers = plan_numbers(view)
    changes = order_versions(desk, view.line.course_key)
    signed = view.results is not None
    return SummaryInput(
        course=replace(view.course, lab_results=view.results) if signed else view.course,
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
        device_changes=access_story(desk, view.line.course_key),
        results_since=results_since(desk, view) if signed else (),
        ahead=session_after(desk, view.line),
    )


def _guideline(desk: Desk, course: Course) -> str:
    """What the guidelines say of the indication: category, grade, edition."""
    known = desk.knowledge.indications.get(course.order.indication)
    return "" if known is None else "; ".join(guideline_words(known))


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


def print_report(report: Report, paper: str = "") -> bytes:
    """A report as PDF, on the unit's paper where no other is asked for.

    Plain values only, so that it may run on a worker, one after the other.
    """
    from plexlog.reports.paper import PaperSize  # noqa: PLC0415 - only when needed
    from plexlog.reports.pdf import render  # noqa: PLC0415 - only when needed

    with _PRINTING:
        return render(report, PaperSize(paper or report.paper))


def paper_work(desk: Desk, make: Callable[[Desk], Report]) -> Callable[[], bytes]:
    """A paper to be made and printed on whatever thread, of the record as it is then."""
    still = desk.store.snapshot()

    def work() -> bytes:
        with still.open() as store:
            report = make(Desk(store, desk.clock, desk.signer, desk.catalogue))
        return print_report(report)

    return work


def session_pdf(desk: Desk, session_key: str, paper: str = "") -> bytes:
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

    begun, course = _begun(desk, course_key), desk.store.course(course_key)
    return course_summaries([session_report(desk, key, course) for key in begun])


def summaries_pdf(desk: Desk, course_key: str, paper: str = "") -> bytes:
    """The summaries of a course as PDF."""
    return print_report(summaries_report(desk, course_key), paper)


def course_report(desk: Desk, course_key: str) -> Report:
    """The report of a whole course as a plain model, with its document inside."""
    from plexlog.reports import course_report as paper  # noqa: PLC0415 - only when needed
    from plexlog.reports.model import Attachment  # noqa: PLC0415 - only when needed

    begun, course = _begun(desk, course_key), desk.store.course(course_key)
    sessions = tuple(summary_input(desk, key, course) for key in begun)
    course = course.kept()
    last, stops = sessions[-1], desk.store.facts(StopRuleFact)
    report = paper.course_report(
        paper.CourseInput(
            course=course,
            sessions=sessions,
            order_verdict=order_verdict(desk, course),
            order_changes=last.order_changes,
            device_changes=last.device_changes,
            unit_name=last.unit_name,
            fingerprint=fingerprint_of(canonical_course(course)),
            history_head=desk.store.history_head(),
            printed_at=last.printed_at,
            version=__version__,
            guideline=_guideline(desk, course),
            lists_version=last.lists_version,
            stop_rules={fact.code: fact.label for fact in stops},
            stop_quantities={fact.code: fact.quantity for fact in stops},
            stop_rule=rule_of(course.order, stops),
            scales={fact.code: fact for fact in desk.store.facts(ScaleFact)},
            labels=last.labels,
        )
    )
    document = Attachment(
        name=f"{course.course_id}.json",
        content=house.course_document(desk, course_key).encode(),
        described="The course as its document, plexlog-course version 1",
    )
    return headed(desk, replace(report, attachment=document))


def course_pdf(desk: Desk, course_key: str, paper: str = "") -> bytes:
    """The report of a course as PDF."""
    return print_report(course_report(desk, course_key), paper)


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


def session_text(desk: Desk, session_key: str) -> str:
    """A session as plain text, in the rows of the unit. Raises StoreError."""
    from plexlog.reports.record_text import record_text  # noqa: PLC0415 - only when needed

    return record_text(session_report(desk, session_key), rows_now(desk, SESSION_TEXT))


def course_text(desk: Desk, course_key: str) -> str:
    """A course as plain text, in the rows of the unit. Raises PlexlogError, StoreError."""
    from plexlog.reports.record_text import record_text  # noqa: PLC0415 - only when needed

    return record_text(course_report(desk, course_key), rows_now(desk, COURSE_TEXT))


def letter_report(desk: Desk, session_key: str) -> Report:
    """The letter to the patient of a session, as a plain model. Raises StoreError."""
    from plexlog.reports.patient_letter import (  # noqa: PLC0415 - only when needed
        LetterInput,
        patient_letter,
    )

    letter = patient_letter(
        LetterInput(
            summary=summary_input(desk, session_key),
            sentences=tuple(desk.store.facts(LetterFact)),
            telephones=telephones(desk),
        )
    )
    return headed(desk, letter)


def letter_pdf(desk: Desk, session_key: str, paper: str = "") -> bytes:
    """The letter as PDF."""
    return print_report(letter_report(desk, session_key), paper)
