"""The recovery key, shown this once: the only way in when every password is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from plexlog.domain.language import gettext as _
from ui.signin.centred_card import CentredCard
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.icons import paint_icon
from ui.widgets.key_paper import COLUMNS, KeyPrinter, groups_of
from ui.widgets.painting import Words


class _TickBox(QCheckBox):
    """A box with a tick in it; the style sheet alone only fills it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxIndicator
        box = self.style().subElementRect(part, option, self)
        painter = QPainter(self)
        paint_icon(painter, box.adjusted(3, 3, -3, -3), "check", "onPrimary")
        painter.end()


class RecoveryKeyScreen(CentredCard):
    """The key in big groups, with Print, Copy and a tick that must be made to go on."""

    written_down = Signal()

    def __init__(self, unit: str, recovery_key: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Recovery key"),
            _(
                "Write it down or print it, and keep it under lock. It opens the record of "
                "{unit} when every password is lost. It is shown this once only."
            ).format(unit=unit),
            parent,
        )
        self._key = recovery_key
        self._printer = KeyPrinter(unit, recovery_key, self)
        self._groups = [Words(part, "glance", parent=self) for part in groups_of(recovery_key)]
        self._print = ActionButton(_("Print"), "printer", "Ctrl P", parent=self)
        self._copy = ActionButton(_("Copy"), "copy", parent=self)
        self._print.setObjectName("print_key")
        self._copy.setObjectName("copy_key")
        self._tick = _TickBox(_("I have written it down"), self)
        self._tick.setObjectName("written_down")
        self._go_on = ActionButton(_("Go on"), "arrow-right", "Enter", Kind.PRIMARY, self)
        self._go_on.setObjectName("go_on")
        self._lay_out()
        self._wire()

    @property
    def shown_key(self) -> str:
        """The key as it is shown."""
        return " ".join(group.text() for group in self._groups)

    def focus_first(self) -> None:
        """Begin at the printer."""
        self._print.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_at_end = self.focusWidget() in (self._tick, self._go_on)
        if is_enter and is_at_end and not event.isAutoRepeat():
            self._go_on.click()  # does nothing while it is locked
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.set_card_width(560)
        grid = QGridLayout()
        grid.setSpacing(8)
        for number, group in enumerate(self._groups):
            group.setProperty("box", "key")
            group.setAlignment(Qt.AlignmentFlag.AlignCenter)
            group.setMinimumHeight(40)
            grid.addWidget(group, number // COLUMNS, number % COLUMNS)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._print, 1)
        buttons.addWidget(self._copy, 1)
        self.body.addLayout(grid)
        self.body.addSpacing(12)
        self.body.addLayout(buttons)
        self.add_message()
        self.body.addWidget(self._tick)
        self.body.addSpacing(8)
        self.body.addWidget(self._go_on)
        self._go_on.lock(_("Tick that you have written the key down."))

    def _wire(self) -> None:
        self._print.clicked.connect(self._on_print)
        self._copy.clicked.connect(self._on_copy)
        self._printer.printed.connect(self._on_printed)
        self._printer.failed.connect(self.show_message)
        self._tick.toggled.connect(self._on_ticked)
        self._go_on.clicked.connect(self.written_down)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._key)
        self.show_message(_("Copied. Paste it where only the unit can read it."), "ink2")

    @Slot(bool)
    def _on_ticked(self, is_ticked: bool) -> None:  # noqa: FBT001 - a slot
        if is_ticked:
            self._go_on.unlock()
            self._go_on.setFocus()
        else:
            self._go_on.lock(_("Tick that you have written the key down."))

    @Slot()
    def _on_print(self) -> None:
        self._printer.ask()

    @Slot()
    def _on_printed(self) -> None:
        self.show_message(_("Sent to the printer."), "ink2")
