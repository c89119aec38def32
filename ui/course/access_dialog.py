"""Where the accesses of a course are looked after: one more, more of one, its removal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from plexlog.services.access_form import LUMENS
from plexlog.services.accesses import WHY, AccessState
from ui.course.access_boxes import AccessLines, make_boxes, make_lumens
from ui.course.access_presenter import NEW, AccessPresenter
from ui.course.reason_dialog import ReasonDialog
from ui.forms.fields import LineField, Row
from ui.forms.table_view import LineTable
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.dialog import DialogFrame
from ui.widgets.painting import Words

SIZE = (1104, 664)
_ROW = 32
_HEADS = 40  # with the frame
_MOST_ROWS = 4
_FORM = (
    ("access_kind", "access_side", "access_site", "access_inserted_on"),
    ("access_product", "access_lot", "access_tip_confirmed", "access_note"),
)


class AccessDialog(DialogFrame):
    """The accesses of a course, and the chosen one below; it is on record once it is put there."""

    def __init__(self, presenter: AccessPresenter, host: QWidget) -> None:
        super().__init__(_("Accesses of the course"), host)
        self.setObjectName("access_dialog")
        self._presenter = presenter
        self._was_held = False  # Esc once more leaves it without what is typed
        self._host_page = host
        presenter.setParent(self)
        self.lines = AccessLines(self)
        self.table = LineTable(_("Accesses"), self)
        self.boxes = make_boxes(self)
        self.lumens = make_lumens(self)
        self._head = Words("", "labelBold", parent=self)
        self._said = Words("", "label", "noticeInk", self).wrapped()
        self._trouble = Words("", "labelBold", "stopInk", self).wrapped()
        self._add = ActionButton(_("Add another access"), "plus", parent=self)
        self._back = ActionButton(_("Take back"), "undo-2", parent=self)
        self._done = ActionButton(_("Done"), key="Esc", parent=self)
        self._keep = ActionButton(
            _("Put on record"), "check", "Ctrl Enter", Kind.PRIMARY, parent=self
        )
        self._lay_out_parts()
        self._wire()
        presenter.begin()

    @property
    def trouble(self) -> str:
        """Why nothing was recorded."""
        return self._trouble.text()

    def texts(self) -> dict[str, Any]:
        """What the form holds."""
        texts: dict[str, Any] = {code: box.text() for code, box in self.boxes.items()}
        return texts | {LUMENS: self.lumens.texts()}

    @Slot(object)
    def show_lines(self, there: tuple[AccessState, ...]) -> None:
        """Show the accesses that are on record."""
        self.lines.show_lines(there)
        shown = max(1, min(len(there), _MOST_ROWS))
        self.table.setFixedHeight(_HEADS + shown * _ROW)
        self.table.setVisible(bool(there))

    @Slot(object, str)
    def show_form(self, texts: Mapping[str, Any], said: str) -> None:
        """Show one access in the form."""
        for code, box in self.boxes.items():
            box.set_text(str(texts.get(code) or ""))
        self.lumens.set_texts(texts.get(LUMENS) or ())
        self._clear()
        is_new = self._presenter.access_id == NEW
        self._head.set_words(_("One more access") if is_new else _("The chosen access"))
        self._add.setVisible(not is_new)
        self._back.setVisible(not is_new and not self._is_used())
        self.boxes[WHY].setVisible(bool(texts.get(WHY)))
        self._say(said)
        self._select(self._presenter.access_id)

    @Slot(object)
    def tell(self, told: Mapping[str, str]) -> None:
        """Say what cannot stay, each at its box; the cursor goes to the first."""
        self._clear()
        for code, sentence in told.items():
            if code in self.boxes:
                self.boxes[code].show_note(sentence)
            else:
                self.lumens.show_note(sentence)
        first = next((box for code, box in self.boxes.items() if code in told), None)
        (self.lumens if first is None else first).focus_box()

    @Slot(str)
    def ask_why(self, sentence: str) -> None:
        """What is on record changes only with a reason."""
        self._clear()
        box = self.boxes[WHY]
        box.show()
        box.show_note(sentence)
        box.focus_box()
        self.reveal(box)

    @Slot(str)
    def say_kept(self, sentence: str) -> None:
        """Say that it is on record; the cursor goes back to the accesses."""
        self._say(sentence)
        (self.table if self.table.isVisible() else self.boxes["access_kind"].box).setFocus()

    def _clear(self) -> None:
        for box in self.boxes.values():
            box.show_note("")
        self.lumens.show_note("")
        self._trouble.set_words("")
        self._trouble.hide()

    def _say(self, words: str) -> None:
        self._said.set_words(words)
        self._said.setVisible(bool(words))

    def _is_used(self) -> bool:
        """Whether the access in the form is ordered, or a session was begun with it."""
        chosen = (one for one in self.lines.lines if one.device.id == self._presenter.access_id)
        return any(one.is_ordered or one.sessions for one in chosen)

    def _select(self, access_id: str) -> None:
        ids = [one.device.id for one in self.lines.lines]
        if access_id in ids:
            self.table.selectRow(ids.index(access_id))
        else:
            self.table.setCurrentIndex(QModelIndex())

    def _lay_out_parts(self) -> None:
        self.set_size(*SIZE)
        self.table.setModel(self.lines)
        self.table.set_widths(AccessLines.WIDTHS)
        self.table.set_row_height(_ROW)
        self.body.addWidget(self.table)
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self._back)
        head.addWidget(self._add)
        self.body.addSpacing(6)
        self.body.addLayout(head)
        self.body.addWidget(self._said)
        for codes in _FORM:
            self.body.addWidget(Row((self.boxes[code] for code in codes), parent=self))
        self.body.addLayout(self._laid_out_rest())
        self.body.addWidget(self._trouble)
        self.body.addStretch(1)
        for button, name in (
            (self._add, "add_access"),
            (self._back, "take_back_access"),
            (self._done, "access_done"),
            (self._keep, "keep_access"),
        ):
            button.setObjectName(name)
        for button in (self._add, self._back):
            button.set_height("admin")
        self.add_button(self._done)
        self.add_button(self._keep)
        self.set_note(_("A session that was signed keeps what it was signed with."))

    def _laid_out_rest(self) -> QHBoxLayout:
        """The lumens at the left; the removal, and why something changes, at the right."""
        rest = QHBoxLayout()
        rest.setSpacing(12)
        rest.addWidget(self.lumens, 1, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        removal = (self.boxes[code] for code in ("access_removed_on", "access_removal_reason"))
        right.addWidget(Row(removal, (1, 1), self))
        right.addWidget(self.boxes[WHY])
        right.addStretch(1)
        rest.addLayout(right, 1)
        return rest

    def _wire(self) -> None:
        self._presenter.listed.connect(self.show_lines)
        self._presenter.shown.connect(self.show_form)
        self._presenter.told.connect(self.tell)
        self._presenter.why_wanted.connect(self.ask_why)
        self._presenter.kept.connect(self.say_kept)
        self._presenter.failed.connect(self._on_failed)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.opened.connect(self._on_opened)
        self._add.clicked.connect(self._on_add)
        self._back.clicked.connect(self._on_back)
        self._keep.clicked.connect(self._on_keep)
        self._done.clicked.connect(self.close_later)
        self.dismissed.connect(self._on_dismissed)
        for box in self.boxes.values():
            if isinstance(box, LineField):
                box.submitted.connect(self._on_keep)

    def _choose(self, access_id: str) -> bool:
        """Another access into the form; what was typed of this one is kept apart."""
        if access_id == self._presenter.access_id:
            return True
        if not self._presenter.put_off(self.texts()):
            self._select(self._presenter.access_id)
            return False
        self._presenter.choose(access_id)
        return True

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        line = self.lines.line(now.row())
        if line is not None:
            self._choose(line.device.id)

    @Slot(QModelIndex)
    def _on_opened(self, index: QModelIndex) -> None:
        line = self.lines.line(index.row())
        if line is not None and self._choose(line.device.id):
            self.boxes["access_kind"].focus_box()

    @Slot()
    def _on_add(self) -> None:
        if self._choose(NEW):
            self.boxes["access_kind"].focus_box()

    @Slot()
    def _on_keep(self) -> None:
        self._presenter.keep(self.texts())

    @Slot()
    def _on_back(self) -> None:
        words = _("It was put on record by mistake. Why?")
        dialog = ReasonDialog(NEW, _("Take the access back"), words, self._host_page)
        dialog.given.connect(self._on_take_back)
        dialog.open()

    @Slot(str, str)
    def _on_take_back(self, _key: str, why: str) -> None:
        self._presenter.take_back(why)

    @Slot()
    def _on_dismissed(self) -> None:
        is_put_off = self._presenter.put_off(self.texts())
        if not is_put_off and not self._was_held:
            self._was_held = True
            self.hold()

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._trouble.set_words(sentence)
        self._trouble.show()
