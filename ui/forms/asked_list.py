"""A list that says whether it was asked for: not asked, asked and none, or these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.forms.row_list import Column, RowList
from ui.widgets.choices import ChoiceRow, Option

NOT_ASKED = "not-asked"
NONE = "none"
SOME = "some"


class AskedList(QWidget):
    """Three answers, and under the last one the rows. `rows()` is None where nobody has asked."""

    changed = Signal(str)  # code of the list

    def __init__(
        self,
        code: str,
        label: str,
        columns: Sequence[Column],
        words: tuple[str, str, str],
        parent: QWidget | None = None,
    ) -> None:
        """`words` are those for none, for some, and for adding one."""
        super().__init__(parent)
        self.code = code
        self.setObjectName(code)
        none, some, add = words
        options = (Option(NOT_ASKED, _("Not asked")), Option(NONE, none), Option(SOME, some))
        self._answer = ChoiceRow(code, label, options, parent=self)
        self._list = RowList(code, columns, add, self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self._answer)
        rows.addWidget(self._list)
        self._answer.entered.connect(self._on_answered)
        self._list.changed.connect(self.changed)
        self._show_answer(NOT_ASKED)

    @property
    def answer(self) -> ChoiceRow:
        """The three answers."""
        return self._answer

    @property
    def list_(self) -> RowList:
        """The rows."""
        return self._list

    def rows(self) -> list[dict[str, str]] | None:
        """The rows; none of them where it was asked and there is none; None where not asked.

        Where there is something and nothing is named yet, one blank row: that is not "none".
        """
        chosen = self._answer.chosen
        if chosen == SOME:
            return self._list.texts() or [{}]
        return [] if chosen == NONE else None

    def set_rows(self, rows: Sequence[Mapping[str, str]] | None) -> None:
        """Show what is on record."""
        self._list.set_texts(rows or ())
        self._show_answer(NOT_ASKED if rows is None else SOME if rows else NONE)

    def show_note(self, sentence: str) -> None:
        """Show a sentence under the rows."""
        self._list.show_note(sentence)

    def note(self) -> str:
        """The sentence under the rows."""
        return self._list.note()

    def focus_box(self) -> None:
        """Put the cursor where one goes on."""
        self._list.focus_box()

    def _show_answer(self, answer: str) -> None:
        self._answer.set_chosen(answer)
        self._list.setVisible(answer == SOME)

    @Slot(str, str)
    def _on_answered(self, _code: str, answer: str) -> None:
        self._show_answer(answer)
        if answer == SOME and not self._list.rows:
            self._list.add_row()
        self.changed.emit(self.code)
