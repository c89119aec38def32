"""A given order being changed: a new version with who and why, every stop asked again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject

from plexlog.domain.language import gettext as _
from plexlog.domain.records import Course, Order
from plexlog.services.course_overview import part_differences
from plexlog.services.desk import Desk
from plexlog.services.order_change import (
    access_in_place,
    changed_order,
    texts_of_access,
    texts_of_order,
)
from plexlog.services.order_form import OrderDraft
from plexlog.services.ordering import change_order, steps_of_change
from plexlog.services.plan_by_order import plan_words
from ui.course.order_presenter import OrderPresenter
from ui.forms.draft_presenter import DraftPresenter


class OrderChangePresenter(OrderPresenter):
    """Presenter of the order of a course that is under way."""

    def __init__(self, desk: Desk, course_key: str, parent: QObject | None = None) -> None:
        self._on_file = desk.store.course(course_key)
        super().__init__(desk, self._on_file.patient.key, parent)
        # what was typed for a new order of the patient is none of this one's business
        self.draft = DraftPresenter(desk, "order-change", course_key, self)

    @property
    def is_change(self) -> bool:
        return True

    def former_texts(self) -> Mapping[str, Any]:
        texts = texts_of_order(self._desk, self._on_file.order) | {"ordered_by": self.orders}
        return texts | texts_of_access(self._on_file)

    def _read(self, texts: Mapping[str, Any]) -> OrderDraft:
        """The access is shown as it is on record; a change of the order makes no other one.

        What changes is told of a form that can be read: half of one tells what nobody wants.
        """
        shown = texts_of_access(self._on_file)
        draft = super()._read({code: text for code, text in texts.items() if code not in shown})
        if draft.order is None:
            self.changes_told.emit(())
            return draft
        order = self._changed(draft.order)
        steps, refused = steps_of_change(self._desk, self._on_file, order)
        parts = part_differences(self._desk, self._on_file, self._on_file.order, order)
        told = (*(one.arrow_words for one in parts), *plan_words(steps))
        self.changes_told.emit(() if draft.refusals else told)
        return replace(draft, refusals=(*draft.refusals, *refused))

    def _missing(self, _draft: OrderDraft, texts: Mapping[str, Any]) -> dict[str, str]:
        if str(texts.get("why") or "").strip():
            return {}
        return {"why": _("Is needed: why the order is changed.")}

    def _course(self, draft: OrderDraft) -> Course | None:
        if draft.order is None:
            return None
        return replace(self._on_file, order=self._changed(draft.order), overrides=())

    def _changed(self, order: Order) -> Order:
        """The order of the form as it is given: by the access in place."""
        shown = access_in_place(self._on_file)
        access_id = None if shown is None else shown.id
        return replace(changed_order(self._on_file.order, order), access_device_id=access_id)

    def _keep(self, course: Course) -> str:
        why = str(self._texts["why"]).strip()
        answers = tuple(self._standing_answers())
        change_order(self._desk, self._on_file, course.order, why, answers)
        return self._on_file.key
