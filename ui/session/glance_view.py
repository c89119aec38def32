"""At a glance: the numbers of a session in rows, and where its findings are."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.fields import Severity
from plexlog.domain.language import gettext as _
from plexlog.domain.language import ngettext
from plexlog.domain.steps import Step
from plexlog.services.desk import Knowledge
from plexlog.services.lab_offers import lab_offers
from plexlog.services.last_time import Offer, offers
from plexlog.services.open_session import SessionView
from plexlog.services.plan_needs import fetch_list
from plexlog.services.plan_numbers import PlanNumbers, plan_numbers
from plexlog.services.planning import circuit_share_percent
from ui.session.checklist_view import counts_by_severity, findings_of


@dataclass(frozen=True, slots=True)
class GlanceLine:
    """One number with its label and unit; empty where it cannot be got."""

    label: str
    value: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FindingCount:
    """How many findings of a severity there are."""

    severity: str
    words: str


def glance_lines(view: SessionView, knowledge: Knowledge, step: Step) -> tuple[GlanceLine, ...]:
    """The numbers of a step: while identifying of the order, later of the volumes."""
    if step is Step.IDENTIFY:
        return _order_lines(view)
    volumes = _volume_lines(view, knowledge)
    return (*volumes, *_run_lines(view)) if step is Step.PLAN else volumes


def _run_lines(view: SessionView) -> tuple[GlanceLine, ...]:
    """What the planned run takes and does: expected time, citrate, calcium, what is removed."""
    numbers = plan_numbers(view)
    time = "" if numbers.run_minutes is None else wording.hours_minutes(numbers.run_minutes)
    return (
        GlanceLine(_("Expected time"), time, "h"),
        GlanceLine(_("Anticoagulant"), _known(numbers.anticoagulant_ml, 0), "mL"),
        GlanceLine(_citrate_label(numbers), _known(numbers.citrate_mg_kg_min, 2), "mg/kg/min"),
        GlanceLine(_("Calcium to give"), _known(numbers.calcium_ml, 0), "mL"),
        GlanceLine(_("Removes, estimate"), _known(numbers.removed_percent, 0), "%"),
    )


def _citrate_label(numbers: PlanNumbers) -> str:
    """What stands before the citrate that is expected: that it is above the limit, where it is."""
    limit = numbers.citrate_above_mg_kg_min
    if limit is None:
        return _("Citrate, mean")
    return _("Citrate above {limit}").format(limit=wording.plain(limit))


def _order_lines(view: SessionView) -> tuple[GlanceLine, ...]:
    order = view.course.order
    ac = order.anticoagulant
    ratio = None if ac is None else ac.inlet_ac_ratio
    of = "" if order.sessions_planned is None else _("of {all}").format(all=order.sessions_planned)
    return (
        GlanceLine(_("Session"), wording.number(view.session.number), of),
        GlanceLine(_("Plasma volumes"), _plain(order.plasma_volumes)),
        GlanceLine(_("Balance"), _plain(order.balance_percent), "%"),
        GlanceLine(_("Inlet to anticoagulant"), _plain(ratio), ": 1"),
        GlanceLine(_("Interval"), _plain(order.interval_hours), "h"),
    )


def _plain(value: Decimal | None) -> str:
    return "" if value is None else wording.plain(value)


def _volume_lines(view: SessionView, knowledge: Knowledge) -> tuple[GlanceLine, ...]:
    figures = view.figures
    multiple = figures.volumes.planned_plasma_volumes
    target = _("Target")
    if multiple is not None:
        target = _("Target {count} PV").format(count=wording.plain(multiple, least=1))
    return (
        GlanceLine(_("Plasma volume"), _litres(figures.epv_ml), "L"),
        GlanceLine(target, _litres(figures.target_ml), "L"),
        *_bag_lines(view, knowledge),
        GlanceLine(_("Blood volume"), _litres(figures.tbv_ml), "L"),
        GlanceLine(_("Circuit share"), _known(circuit_share_percent(view), 1), "%"),
    )


def _bag_lines(view: SessionView, knowledge: Knowledge) -> tuple[GlanceLine, ...]:
    picks = fetch_list(view, knowledge.fluids)
    if not picks:
        return (GlanceLine(_("Bottles"), ""),)
    return tuple(
        GlanceLine(
            f"{wording.sentence(pick.label)}, {wording.millilitres(one.size_ml)}",
            wording.number(one.count),
            "×",
        )
        for pick in picks
        for one in pick.containers
    )


def _litres(millilitres: float | None) -> str:
    return _known(None if millilitres is None else millilitres / 1000, 2)


def _known(value: float | None, decimals: int) -> str:
    return "" if value is None else wording.number(value, decimals)


def waiting_words(view: SessionView) -> str:
    """What the plasma volume waits for; empty once it is known."""
    missing = view.figures.missing.get("epv_ml", ())
    if not missing:
        return ""
    names = wording.listed(wording.spoken(_label(code)) for code in dict.fromkeys(missing))
    return _("Plasma volume waits for {names}.").format(names=names)


def _label(code: str) -> str:
    return CATALOGUE[code].label if code in CATALOGUE else wording.words_of(code)


def finding_counts(view: SessionView, step: Step) -> tuple[FindingCount, ...]:
    """Open stops, open asks and notices of a step, hardest first."""
    counts = counts_by_severity(findings_of(view, step))
    words = {
        Severity.REFUSE: ("{count} not possible", "{count} not possible"),
        Severity.STOP: ("{count} stop holds the step", "{count} stops hold the step"),
        Severity.ASK: ("{count} ask to answer", "{count} asks to answer"),
        Severity.NOTICE: ("{count} notice", "{count} notices"),
    }
    return tuple(
        FindingCount(
            severity.word,
            ngettext(*words[severity], counts[severity]).format(count=counts[severity]),
        )
        for severity in sorted(counts, reverse=True)
    )


def offers_of(view: SessionView, step: Step) -> tuple[Offer, ...]:
    """What laboratory and last session offer at a step."""
    every = (*lab_offers(view), *offers(view))
    return tuple(offer for offer in every if step in offer.steps)


def offers_heading(view: SessionView, step: Step) -> str:
    """`From session 2, if you want it`; with results of the laboratory, `On record` instead."""
    if view.previous is None or any(step in one.steps for one in lab_offers(view)):
        return _("On record, if you want it")
    return _("From session {number}, if you want it").format(number=view.previous.number)
