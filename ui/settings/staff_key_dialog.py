"""Shows a new recovery key, this once: the groups, printing and copying."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.dialog import DialogFrame
from ui.widgets.key_paper import COLUMNS, KeyPrinter, groups_of
from ui.widgets.painting import Words


class KeyDialog(DialogFrame):
    """Stays until somebody says that the key was written down."""

    def __init__(self, unit: str, key: str, also: str, host: QWidget) -> None:
        super().__init__(_("Recovery key"), host, _("Close"))
        self.setObjectName("key_dialog")
        self._key = key
        words = _(
            "Write it down or print it, and keep it under lock. It opens the record of "
            "{unit} when every password is lost. It is shown this once only."
        ).format(unit=unit)
        self._words = Words(words, "body", parent=self.panel).wrapped()
        self._also = Words(also, "labelBold", "stopInk", self.panel).wrapped()
        self._groups = [Words(part, "glance", parent=self.panel) for part in groups_of(key)]
        self._said = Words("", "label", "ink2", self.panel).wrapped()
        self._printer = KeyPrinter(unit, key, self)
        self._print = ActionButton(_("Print"), "printer", parent=self.panel)
        self._copy = ActionButton(_("Copy"), "copy", parent=self.panel)
        self._done = ActionButton(_("I have it"), kind=Kind.PRIMARY, parent=self.panel)
        self._fill()
        self._wire()

    @property
    def shown_key(self) -> str:
        """The key as it is shown."""
        return " ".join(group.text() for group in self._groups)

    @Slot()
    def close_later(self) -> None:
        """A key that is gone unseen opens nothing: it goes only when somebody has it."""
        self._said.set_words(_("It is not shown again. Write it down, then say that you have it."))
        self._done.setFocus()

    def _fill(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        for number, group in enumerate(self._groups):
            group.setProperty("box", "key")
            group.setAlignment(Qt.AlignmentFlag.AlignCenter)
            group.setMinimumHeight(40)
            grid.addWidget(group, number // COLUMNS, number % COLUMNS)
        self._also.setVisible(bool(self._also.text()))
        self._said.setMinimumHeight(18)
        self.body.setSpacing(10)
        self.body.addWidget(self._words)
        self.body.addLayout(grid)
        self.body.addWidget(self._also)
        self.body.addWidget(self._said)
        for button, name in (
            (self._print, "print_key"),
            (self._copy, "copy_key"),
            (self._done, "have_key"),
        ):
            button.setObjectName(name)
            self.add_button(button)

    def _wire(self) -> None:
        self._print.clicked.connect(self._printer.ask)
        self._printer.printed.connect(self._on_printed)
        self._printer.failed.connect(self._on_failed)
        self._copy.clicked.connect(self._on_copy)
        self._done.clicked.connect(self.finish)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._said.set_words(sentence, "stopInk")

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._key)
        self._said.set_words(_("Copied. Paste it where only the unit can read it."))

    @Slot()
    def _on_printed(self) -> None:
        self._said.set_words(_("Sent to the printer."))
