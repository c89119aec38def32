"""An order being written: judged while it is typed, given when every stop is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.errors import PlexlogError, Refusal, RefusedError
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Course, Override
from plexlog.domain.unit import Role
from plexlog.services.desk import Desk
from plexlog.services.form_texts import sentence_of
from plexlog.services.keys import new_key
from plexlog.services.order_choices import PREFIX, OrderChoices, order_choices, stop_hint
from plexlog.services.order_form import (
    OrderDraft,
    find_indications,
    guideline_words,
    place_of,
    read_order,
)
from plexlog.services.ordering import draft_course, judge_draft, order_course
from ui.course.order_page_words import OrderWords, words_of_change, words_of_order
from ui.forms.draft_presenter import DraftPresenter

_DOT = "  ·  "


class OrderPresenter(QObject):
    """Presenter of one order that has not been given."""

    found = Signal(object)  # pairs of code and words: indications that answer the search
    indication_chosen = Signal(object, str)  # the Indication, what the guidelines say of it
    steroids_needed = Signal(bool)
    judged = Signal(object)  # Findings, as a tuple
    told = Signal(object)  # sentences by the code of their box; what is not in it is all right
    question = Signal(object)  # a Finding whose answer needs a reason
    refused = Signal(object)  # the same, of an order that should have been given
    failed = Signal(str)  # a sentence: the order has not been given
    given = Signal(str)  # course key
    stop_asked = Signal(str)  # the unit of the stop value; empty: the rule takes none
    changes_told = Signal(object)  # sentences: what a change does to the order and to the plan

    def __init__(self, desk: Desk, patient_key: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._patient_key = patient_key
        self._patient = desk.store.patient(patient_key)
        self._answers: dict[str, Override] = {}
        self._findings: tuple[Finding, ...] = ()
        self._texts: Mapping[str, Any] = {}
        self.draft = DraftPresenter(desk, "order", patient_key, self)

    @property
    def choices(self) -> OrderChoices:
        """What the unit's lists offer."""
        return order_choices(self._desk)

    @property
    def is_change(self) -> bool:
        """Whether a given order is changed."""
        return False

    @property
    def words(self) -> OrderWords:
        """What the page calls what it does."""
        return words_of_change() if self.is_change else words_of_order()

    def former_texts(self) -> Mapping[str, Any]:
        """What the form begins with."""
        return {"ordered_by": self.orders}

    @property
    def orders(self) -> str:
        """Who gives the order, where that is known: whoever is no physician names one."""
        me = self._desk.store.me
        return me.name if me.role is Role.PHYSICIAN else ""

    @property
    def patient_key(self) -> str:
        """For whom the order is."""
        return self._patient_key

    @Slot(str)
    def search(self, text: str) -> None:
        """Find indications as they are typed."""
        facts = find_indications(self._desk, text)
        self.found.emit(
            tuple((one.code, _DOT.join((one.label, *guideline_words(one)))) for one in facts)
        )

    @Slot(str)
    def choose_indication(self, code: str) -> None:
        """Take an indication."""
        fact = self._desk.knowledge.indications.get(code)
        if fact is None:
            return  # of an order that was left before the indication was taken off the list
        words = list(guideline_words(fact))
        if fact.typical_sessions:
            words.append(_("usual: {sessions}").format(sessions=fact.typical_sessions))
        if fact.replacement:
            words.append(_("replacement: {fluid}").format(fluid=fact.replacement))
        self.indication_chosen.emit(fact, _DOT.join(words))
        self.steroids_needed.emit(fact.needs_steroid_trial)

    @Slot(object)
    def change(self, texts: Mapping[str, Any]) -> None:
        """Read and judge the order as it is typed; blank boxes are not complained of yet."""
        self._texts = texts
        self.stop_asked.emit(stop_hint(self._desk, texts))
        draft = self._readable(texts)
        self._judge(draft)
        self.told.emit(
            {code: told for code, told in _told(draft).items() if _is_typed(code, texts)}
        )

    @Slot(str, str)
    def answer(self, code: str, reason: str) -> None:
        """Answer a finding of the order."""
        self._answers[code] = Override(
            key=new_key(),
            finding=code,
            reason=reason.strip() or _("seen; going on"),
            by=self._desk.me,
            at=self._desk.now(),
        )
        self._judge(self._readable(self._texts))

    @Slot(str)
    def ask_about(self, code: str) -> None:
        """Somebody wants to answer a finding: with a reason where it needs one."""
        for finding in self._findings:
            if finding.code == code and finding.is_open:
                if finding.needs_reason or finding.severity >= Severity.STOP:
                    self.question.emit(finding)
                else:
                    self.answer(code, "")

    @Slot(object)
    def give(self, texts: Mapping[str, Any]) -> None:
        """Give the order: from then on there is a course with its planned sessions."""
        self._texts = texts
        draft = self._read(texts)
        self._judge(self._readable(texts))
        told = self._missing(draft, texts) | _told(draft)
        self.told.emit(told)
        if told or draft.order is None:
            self.failed.emit(self.words.unfinished)
            self.refused.emit(told)
            return
        never = [one.what for one in self._findings if one.severity is Severity.REFUSE]
        if never:
            self.failed.emit(self.words.never.format(why="; ".join(never)))
            return
        waiting = sum(one.is_open for one in self._findings)
        if waiting:
            self.failed.emit(self.words.waiting(waiting))
            return
        self._give(self._course(draft))

    def _missing(self, draft: OrderDraft, _texts: Mapping[str, Any]) -> dict[str, str]:
        """What the order itself can do without, and its giving cannot."""
        if draft.first_at is not None:
            return {}
        return {"first_at": _("Is needed: when the first session is to be.")}

    def _keep(self, course: Course) -> str:
        return order_course(self._desk, course, self._patient_key, tuple(self._standing_answers()))

    def _give(self, course: Course | None) -> None:
        if course is None:
            return
        try:
            key = self.draft.give(partial(self._keep, course))
        except RefusedError as refused:
            self.told.emit(_by_box(refused.refusals))
            self.failed.emit(self.words.never.format(why=str(refused)))
        except PlexlogError as error:
            self.failed.emit(str(error))
        else:
            self.given.emit(key)

    def _judge(self, draft: OrderDraft) -> None:
        course = self._course(draft)
        if course is None:
            self._findings = ()
        else:
            answered = replace(course, overrides=tuple(self._answers.values()))
            self._findings = judge_draft(self._desk, answered, draft.refusals).findings
        self.judged.emit(self._findings)

    def _readable(self, texts: Mapping[str, Any]) -> OrderDraft:
        """The form for the rules, which need not wait for the name of who ordered."""
        name = texts.get("ordered_by") or self._desk.me
        return self._read({**texts, "ordered_by": name})

    def _read(self, texts: Mapping[str, Any]) -> OrderDraft:
        return read_order(self._desk, texts)

    def _course(self, draft: OrderDraft) -> Course | None:
        if draft.order is None:
            return None
        return draft_course(
            self._desk,
            self._patient,
            draft.order,
            first_at=draft.first_at,
            access=draft.access,
        )

    def _standing_answers(self) -> list[Override]:
        """The answers to findings that are still raised."""
        raised = {finding.code for finding in self._findings}
        return [one for code, one in self._answers.items() if code in raised]


def _told(draft: OrderDraft) -> dict[str, str]:
    return _by_box(draft.refusals)


def _by_box(refusals: tuple[Refusal, ...]) -> dict[str, str]:
    told: dict[str, str] = {}
    for one in refusals:
        head, bracket, _rest = one.place.removeprefix(PREFIX).partition("[")
        told.setdefault(head if bracket else place_of(one.place), sentence_of(one))
    return told


def _is_typed(code: str, texts: Mapping[str, Any]) -> bool:
    given = texts.get(code)
    return bool(given.strip() if isinstance(given, str) else given)
