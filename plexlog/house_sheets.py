"""Puts a flow sheet for paper together, blank or of one session, for both front doors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from plexlog import __version__, papers
from plexlog.clinical.figures import session_figures
from plexlog.clinical.scale_change import LABORATORY
from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE, HEIGHT, HEMATOCRIT, WEIGHT
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.facts import ScaleFact
from plexlog.domain.findings import Phase
from plexlog.domain.run_row import fields_of_columns
from plexlog.domain.shapes import Measured
from plexlog.domain.sheet import sheet_id
from plexlog.services.banner import Alert, course_banner
from plexlog.services.desk import Desk
from plexlog.services.last_time import last_measured, was_amended
from plexlog.services.limits import limit_lines
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.plan_needs import Pick, fetch_list, pick_words
from plexlog.services.planning import order_lines
from plexlog.services.row_template import template_of

if TYPE_CHECKING:
    from plexlog.reports.model import Report
    from plexlog.reports.sheet_input import SheetOf

ENDED = (
    "session {number} has ended: a sheet is to write on while it runs; print its summary, or a "
    "blank sheet"
)
OF_VOLUMES = (WEIGHT, HEIGHT, HEMATOCRIT)


def sheet_report(desk: Desk, session_key: str = "") -> Report:
    """The sheet of a session as a plain model; without one, a blank sheet.

    Raises RefusedError for a session that has ended, StoreError.
    """
    from plexlog.reports.flow_sheet import flow_sheet  # noqa: PLC0415 - only when needed
    from plexlog.reports.sheet_input import SheetInput  # noqa: PLC0415 - as above

    knowledge = desk.knowledge
    of = _of(desk, session_key) if session_key else None
    machine = None if of is None else of.summary.session.machine
    sheet = flow_sheet(
        SheetInput(
            unit_name=desk.store.unit().name,
            version=__version__,
            printed_at=desk.clock.now(),
            checklist=knowledge.checklist,
            reactions=tuple(knowledge.reactions.values()),
            grades=knowledge.grades,
            limits=tuple(
                (one.label, wording.with_unit(one.value, one.unit))
                for one in limit_lines(desk)
                if one.phase is Phase.RUN
            ),
            columns=fields_of_columns(template_of(knowledge, machine), CATALOGUE),
            of=of,
        )
    )
    return papers.headed(desk, sheet)


def sheet_pdf(desk: Desk, session_key: str = "", paper: str = "") -> bytes:
    """The sheet of a session, or a blank one, as PDF."""
    return papers.print_report(sheet_report(desk, session_key), paper)


def _of(desk: Desk, session_key: str) -> SheetOf:
    from plexlog.reports.sheet_input import SheetOf  # noqa: PLC0415 - as above

    view = OpenSession(desk, session_key).view()
    if view.session.ended_at is not None:
        raise RefusedError([Refusal("", ENDED.format(number=view.session.number))])
    line = view.line
    banner = course_banner(desk, line.course_key, line.session_id)
    by_last, old = _by_last(view)
    volumes, by = _volumes(by_last, old)
    known = desk.store.facts(ScaleFact)
    scales = {one.code: one.label for one in known if one.code not in LABORATORY}
    return SheetOf(
        summary=papers.summary_input(desk, session_key),
        order=tuple((one.label, one.today) for one in order_lines(view)),
        volumes=volumes,
        volumes_by=by,
        last={one.code: words for one in CATALOGUE if (words := _last(view, one.code))},
        fetch=tuple(_fetched(one) for one in fetch_list(by_last, desk.knowledge.fluids)),
        scale=scales.get(view.course.order.response_scale or "", ""),
        alerts=tuple(_alert(one) for one in banner.alerts),
        sheet=sheet_id(view.course, view.session),
        session_name=f"{view.course.course_id}/{view.session.id}",
    )


def _fetched(pick: Pick) -> tuple[str, str]:
    """A fluid with the bags to fetch, as the Plan step has them."""
    needed = wording.millilitres(pick.needed_ml)
    told = (part for part in (pick_words(pick), needed) if part)
    return wording.sentence(pick.label), " for ".join(told)


def _last(view: SessionView, code: str) -> str:
    """The last value before this session, with its day; whether it was amended once signed."""
    measured = last_measured(view, code)
    if measured is None or measured.taken_at is None:
        return ""
    told = wording.day(measured.taken_at.day)
    if was_amended(view, code):
        told = f"{told}, amended"
    return f"{wording.quantity(CATALOGUE[code], measured)} ({told})"


def _by_last(view: SessionView) -> tuple[SessionView, dict[str, Measured]]:
    """The session with the figures of today's values, or else of the last ones; which are old."""
    session, used = view.session, dict(view.session.before or {})
    old: dict[str, Measured] = {}
    for declared in OF_VOLUMES:
        last = last_measured(view, declared.code)
        if declared.code not in used and last is not None:
            old[declared.code] = last
    figures = session_figures(view.course, replace(session, before={**old, **used}))
    return replace(view, figures=figures), old


def _volumes(
    view: SessionView, old: Mapping[str, Measured]
) -> tuple[tuple[tuple[str, str], ...], str]:
    """Blood volume, plasma volume and target, and by which old values."""
    figures = view.figures
    if figures.tbv_ml is None or figures.epv_ml is None:
        return (), "Plasma volume and target: work them out from today’s weight and haematocrit."
    volumes = (
        ("Blood volume", wording.millilitres(figures.tbv_ml)),
        ("Plasma volume", wording.millilitres(figures.epv_ml)),
        ("Target", wording.millilitres(figures.target_ml)),
    )
    if not old:
        return volumes, ""
    told = ", ".join(
        f"{wording.spoken(CATALOGUE[code].label)} {_last(view, code)}" for code in old
    )
    return volumes, f"Volumes by last values, not today’s: {told}. Work them out anew today."


def _alert(alert: Alert) -> str:
    where = f"session {alert.session_number}"
    if alert.is_earlier_course:
        number = alert.course_number
        where = "an earlier course" if number is None else f"course {number}"
    return f"{wording.spoken(alert.kind)} in {where}"
