"""The checklist of a step in words: answers, the values that tick items, and their findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE, DIASTOLIC, SYSTOLIC
from plexlog.domain.facts import ChecklistItem
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, Phase
from plexlog.domain.language import gettext as _
from plexlog.domain.moments import Moment
from plexlog.domain.records import ChecklistAnswer
from plexlog.domain.shapes import Measured
from plexlog.domain.steps import (
    EACH_ITS_OWN,
    ITEM_NOT_DONE,
    PHASES,
    PRE_MEDICATION_OPEN,
    Step,
    is_answered,
    measured_for,
)
from plexlog.domain.words import Answer
from plexlog.services.open_session import SessionView
from ui.forms.finding_views import REACTION, finding_view
from ui.widgets.checklist import ItemView, Mark
from ui.widgets.finding import FindingView

# where a finding is shown: inside the item that asks about it
ITEM_OF_FINDING = {
    "identity-mismatch": "patient-identified",
    "consent-missing": "consent-checked",
    "blood-consent-missing": "consent-checked",
    "hematocrit-stale": "hematocrit-seen",
    "hematocrit-low": "hematocrit-seen",
    "fever": "vitals-before-taken",
    "systolic-low": "vitals-before-taken",
    "oxygen-low": "vitals-before-taken",
    "fibrinogen-low": "laboratory-seen",
    "platelets-low": "laboratory-seen",
    "hemoglobin-low": "laboratory-seen",
    "potassium-outside": "laboratory-seen",
    "ionised-calcium-low": "laboratory-seen",
    "ace-inhibitor-recent": "ace-inhibitor-asked",
    "ace-inhibitor-long-acting": "ace-inhibitor-asked",
    "antibody-drug-recent": "antibody-drugs-asked",
    "access-infected": "access-checked",
    "machine-overdue": "machine-self-test-passed",
    "lot-expired": "set-and-fluids-in-date",
}
BESIDE_ITS_FIELD = {  # shown under the field it is about
    "weight-jump": "weight-measured",
    "height-jump": "",
    "hematocrit-jump": "hematocrit-seen",
    PRE_MEDICATION_OPEN: "",
}
SEEN_WHILE_IDENTIFYING = frozenset(
    {
        "identity-mismatch",
        "consent-missing",
        "blood-consent-missing",
        "access-removed",
        "earlier-reaction",
    }
)
KNOWN_AT_THE_END = ("balance-off",)
DRUGS_AFTER = "drugs-after-given"
_MOST_DRUGS = 2  # named beside their item
_MARKS = {
    Answer.DONE: Mark.DONE,
    Answer.NOT_APPLICABLE: Mark.NOT_APPLICABLE,
    Answer.NOT_DONE: Mark.NOT_DONE,
}


def item_views(view: SessionView, step: Step) -> list[ItemView]:
    """The items of a step as their rows show them."""
    given = {one.item: one for one in view.session.checklist or ()}
    inside = _findings_inside(view, step)
    return [
        _item_view(view, item, given.get(item.code), inside.get(item.code))
        for item in view.checklist
        if item.step == step.value
    ]


def answered_words(view: SessionView, step: Step) -> str:
    """How many items of a step have their answer, such as `5 of 8 answered`."""
    items = [item for item in view.checklist if item.step == step.value]
    done = sum(1 for item in items if is_answered(item, view.session))
    return _("{done} of {all} answered").format(done=done, all=len(items))


def lane_findings(view: SessionView, step: Step) -> list[FindingView]:
    """The findings of a step that stand in no item and beside no field."""
    inside = {one.key for one in _findings_inside(view, step).values()}
    beside = set(BESIDE_ITS_FIELD) if step is Step.ASSESS else set()
    return [
        _card(one)
        for one in findings_of(view, step)
        if finding_key(one) not in inside and one.code not in beside
    ]


def _card(finding: Finding) -> FindingView:
    """A finding as a card; one about the order is answered with the order, not here."""
    shown = replace(finding_view(finding), key=finding_key(finding))
    if finding.phase is Phase.RUN:  # the run is over: a reaction is told by its own key
        return replace(shown, acts=tuple(one for one in shown.acts if one.key != REACTION))
    return replace(shown, acts=()) if finding.phase is Phase.ORDER else shown


def item_of_finding(view: SessionView, step: Step, code: str) -> str:
    """The item of a step that shows a finding; empty where none does."""
    inside = _findings_inside(view, step)
    return next((item for item, shown in inside.items() if shown.key == code), "")


def findings_of(view: SessionView, step: Step) -> tuple[Finding, ...]:
    """What the rules say at a step, hardest open ones first.

    While identifying: of the order, and of consent. Later: of the session before its start. At
    the close a balance that is off is asked about, too: it is of the run, and known at its end.
    """
    if step is Step.CLOSE:
        found = (*view.findings(PHASES[step]), *_of_the_end(view))
    elif step is not Step.IDENTIFY:
        found = view.findings(PHASES.get(step, Phase.BEFORE))
    else:
        found = tuple(
            one
            for one in view.findings(Phase.ORDER, Phase.BEFORE)
            if one.phase is Phase.ORDER or one.code in SEEN_WHILE_IDENTIFYING
        )
    items = {item.code for item in view.checklist if item.step == step.value}
    failed = [one for one in view.findings(Phase.BEFORE) if one.code == ITEM_NOT_DONE]
    mine = [one for one in failed if one.subject[0] in items]
    every = (*mine, *(one for one in found if one.code != ITEM_NOT_DONE))
    return tuple(sorted(every, key=lambda one: (not one.is_open, -one.severity)))


def _of_the_end(view: SessionView) -> tuple[Finding, ...]:
    return tuple(one for one in view.findings(Phase.RUN) if one.code in KNOWN_AT_THE_END)


def finding_key(finding: Finding) -> str:
    """The key of a finding's card: its code, and its subject where each has its own."""
    has_own = finding.code in EACH_ITS_OWN
    return f"{finding.code}.{finding.subject[0]}" if has_own else finding.code


def _findings_inside(view: SessionView, step: Step) -> dict[str, FindingView]:
    """The hardest finding of each item of a step."""
    items = {item.code for item in view.checklist if item.step == step.value}
    inside: dict[str, FindingView] = {}
    for one in findings_of(view, step):
        is_own = one.code == ITEM_NOT_DONE
        code = one.subject[0] if is_own else ITEM_OF_FINDING.get(one.code, "")
        if code in items and code not in inside:
            inside[code] = replace(finding_view(one), key=finding_key(one))
    return inside


def _item_view(
    view: SessionView,
    item: ChecklistItem,
    given: ChecklistAnswer | None,
    finding: FindingView | None,
) -> ItemView:
    shown = _answered(view, item, given)
    if finding is None:
        is_asked = item.code in _asked_beside_fields(view)
        asked = replace(shown, mark=Mark.ASKS, answer="", time="", note=_("to answer"))
        return asked if is_asked else shown
    marks = {"stop": Mark.STOPS, "refuse": Mark.STOPS, "ask": Mark.ASKS}
    mark = marks.get(finding.severity, shown.mark) if finding.is_open else shown.mark
    note = _("to answer") if finding.is_open and not shown.answer else shown.note
    return replace(shown, finding=finding, mark=mark, note=note)


def _asked_beside_fields(view: SessionView) -> set[str]:
    """Items about a value that is asked about where it is typed."""
    return {
        BESIDE_ITS_FIELD[one.code]
        for one in view.findings(Phase.BEFORE)
        if one.code in BESIDE_ITS_FIELD and one.is_open
    }


def _answered(view: SessionView, item: ChecklistItem, given: ChecklistAnswer | None) -> ItemView:
    open_item = ItemView(
        code=item.code,
        question=item.label,
        note=_note(view, item),
        is_told=given is not None and given.answer is not None,
    )
    if given is not None and given.answer is not None:
        answer = given.answer.label if given.answer is not Answer.DONE else _value(view, item)[0]
        clock = wording.clock_on(given.at, view.now.day)
        return replace(open_item, mark=_MARKS[given.answer], answer=answer, time=clock, note="")
    if not is_answered(item, view.session):
        return open_item
    answer, at = _value(view, item)
    clock = wording.clock_on(at, view.now.day)
    return replace(
        open_item,
        mark=Mark.DONE,
        answer=answer,
        time="" if at is None else clock,
        note="",
    )


def _note(view: SessionView, item: ChecklistItem) -> str:
    """What stands beside an item while it is open: that it holds, or which drugs were held."""
    if item.code == DRUGS_AFTER and view.session.drugs_after:
        return ", ".join(one.drug for one in view.session.drugs_after[:_MOST_DRUGS])
    return _("holds the step") if item.holds_step else ""


def _value(view: SessionView, item: ChecklistItem) -> tuple[str, Moment | None]:
    """What ticks an item by itself, in words, with its time."""
    known = measured_for(item, view.session)
    measured = {code: known[code] for code in item.answered_by if code in known}
    if measured:
        return _measured_words(measured), _latest(measured.values())
    if "identity_check" in item.answered_by and view.session.identity_check is not None:
        check = view.session.identity_check
        compared = (wording.words_of(one.kind) for one in check.identifiers)
        return wording.listed(compared), check.at
    return "", None


def _measured_words(measured: dict[str, Measured]) -> str:
    if SYSTOLIC.code in measured:
        pressure = wording.pressure(measured[SYSTOLIC.code], measured.get(DIASTOLIC.code))
        return wording.with_unit(pressure, SYSTOLIC.shown_unit)
    if len(measured) == 1:
        [(code, only)] = measured.items()
        return wording.quantity_with_unit(CATALOGUE[code], only)
    return wording.counted(len(measured), _("value"), _("values"))


def _latest(values: Iterable[Measured]) -> Moment | None:
    return max((one.taken_at for one in values if one.taken_at is not None), default=None)


def counts_by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Open stops, open asks and notices."""
    counts: dict[Severity, int] = {}
    for one in findings:
        if one.is_open or one.severity is Severity.NOTICE:
            counts[one.severity] = counts.get(one.severity, 0) + 1
    return counts
