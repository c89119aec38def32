"""Dialogs inside the window: over the page, never over the banner or the status line."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton, CloseButton
from ui.widgets.cards import Hairline
from ui.widgets.hidden import empty_hidden
from ui.widgets.painting import NO_PEN, Box, Words, paint_box
from ui.widgets.theme import worn_theme

_EDGE = 6  # room to the page area all around
_SIDE = 20
_SHADOW = 20
REACTION = (1016, 664)
QUESTION_WIDTH = 560


class DialogFrame(QWidget):
    """A dialog over `host`, which is `Frame.page_area`: head, body, foot over a scrim.

    Build it, fill `head` (after the title), `body` and `foot` (before the buttons), then `open()`.
    `DialogFrame(title, host)` is 560 wide and as high as it needs; `set_size(*REACTION)` fixes it.
    `add_button(button)` puts a button at the right of the foot; Esc, the cross and `close_later()`
    emit `dismissed` and close. It grows with what it asks more where the window has room, and
    `reveal` brings what it says into view. The focus stays inside while it is open, whatever the
    page below asks for, and returns where it was.
    Not a window of its own: nothing waits for it, and it is gone once closed.
    """

    dismissed = Signal()  # put off: Esc, the cross, or a Later button
    closed = Signal()  # it is gone, for whatever reason

    def __init__(self, title: str, host: QWidget, close_name: str = "") -> None:
        super().__init__(host)
        self._host = host
        self._size = (QUESTION_WIDTH, 0)
        self._came_from: list[QWidget] = []  # what had the focus, and what that stands in
        self._last_inside: QWidget | None = None
        self._is_held = False
        self.panel = _Panel(self)
        self._title = Words(title, "glance", parent=self.panel)
        self._close = CloseButton(close_name or _("Close"), self.panel)
        self.head = QHBoxLayout()
        self._scroll = _Body(self.panel)
        self.body = self._scroll.rows
        self.foot = QHBoxLayout()
        self._note = Words("", "label", "ink2", self.panel).wrapped()
        self._buttons: list[ActionButton] = []
        self._lay_out(title)
        self._close.clicked.connect(self.close_later)
        self._scroll.laid_out.connect(self._grow)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return self.isVisible()

    def set_size(self, width: int, height: int) -> None:
        """Take this size, as far as the window has room; height 0 for as high as it needs."""
        self._size = (width, height)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.set_words(title)
        self.panel.setAccessibleName(title)

    def set_note(self, words: str) -> None:
        """Say at the foot what stays open."""
        self._note.set_words(words)

    def add_button(self, button: ActionButton) -> None:
        """Put a button at the right of the foot; the primary one comes last."""
        self._buttons.append(button)
        self.foot.addWidget(button)

    def open(self) -> None:
        """Show it over the page and take the focus."""
        self._came_from = [*_line_of(QApplication.focusWidget(), self._host), self._host]
        self._host.installEventFilter(self)
        self._fill_host()
        self.show()
        self.raise_()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        self._first_stop().setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def close_later(self) -> None:
        """Put it off: what is on record stays as it is."""
        self._is_held = False
        self.dismissed.emit()
        if not self._is_held:
            self.finish()

    def hold(self) -> None:
        """Said on `dismissed`: stay, for what is typed could not be put aside."""
        self._is_held = True

    @Slot()
    def finish(self) -> None:
        """Close it and give the focus back."""
        self._host.removeEventFilter(self)
        self.hide()
        empty_hidden(self)  # what is closed is not gone from memory at once
        before, self._came_from = self._came_from, []
        stops = (_first_in(part) for part in before)  # an answered finding may be gone by now
        stop = next((one for one in stops if one is not None), None)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        asks = event.type() == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and self._takes_key(_sequence(event)):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._fill_host()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_later()
        else:
            event.accept()  # nothing typed here reaches the page below

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the page below the scrim is out of reach

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 - Qt calls it
        """Walk round inside the dialog."""
        walk = self._walk()
        focused = QApplication.focusWidget()
        if not walk:
            return False
        place = walk.index(focused) if focused in walk else -1
        reason = Qt.FocusReason.TabFocusReason
        step = 1 if forward else -1
        if not forward:
            reason = Qt.FocusReason.BacktabFocusReason
        walk[(place + step) % len(walk)].setFocus(reason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), worn_theme().colour("scrim"))
        _paint_shadow(painter, self.panel.geometry())
        painter.end()

    def _takes_key(self, key: QKeySequence) -> bool:
        """Answer a key that the page below has too, so that it acts here or not at all."""
        if key == QKeySequence():  # a letter without a key of its own is nobody's shortcut
            return False
        buttons = [part for part in self._host.findChildren(QAbstractButton) if part.isVisible()]
        bound = [part for part in buttons if part.shortcut() == key]
        ours = [part for part in bound if self.isAncestorOf(part)]
        shortcuts = [part for part in self._host.findChildren(QShortcut) if part.key() == key]
        if len(bound) == len(ours) and not shortcuts:
            return False
        if ours:
            ours[0].click()
        return True

    def show_top(self) -> None:
        """Begin anew at the top, where other parts take the place of what was read."""
        self._scroll.verticalScrollBar().setValue(0)

    def reveal(self, *parts: QWidget) -> None:
        """Bring what is said into view before another key counts.

        The dialog grows where the window has room, and scrolls where it has none; the first part
        is in view whatever else does not fit.
        """
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._grow()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        for part in reversed(parts):
            if part.isVisible() and self._scroll.isAncestorOf(part):
                self._scroll.ensureWidgetVisible(part, 0, 0)

    def _first_stop(self) -> QWidget:
        return next(iter(self._walk()), self._close)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Take the focus back from any part of the page below that asks for it."""
        if new is None or not self.is_open:
            return
        if self.isAncestorOf(new):
            self._last_inside = new
            if self._scroll.isAncestorOf(new):
                self._scroll.ensureWidgetVisible(new, 0, _SIDE)
        elif self._host.isAncestorOf(new) and top_dialog(self._host) is self:
            last = self._last_inside
            is_there = last is not None and isValid(last) and last.isVisible() and last.isEnabled()
            back = last if last is not None and is_there else self._first_stop()
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _walk(self) -> list[QWidget]:
        """What Tab reaches, in its order; the cross comes last."""
        walk = list(_stops(self))
        if self._close in walk:
            walk.remove(self._close)
            walk.append(self._close)
        return walk

    @Slot()
    def _grow(self) -> None:
        """Take more room where more is shown; never less, or it would jump at each refusal."""
        if self.is_open:
            self._fill_host(self.panel.height())

    def _fill_host(self, at_least: int = 0) -> None:
        self.setGeometry(self._host.rect())
        wide = min(self._size[0], self.width() - 2 * _EDGE)
        wanted = self._size[1] or self.panel.heightForWidth(wide)
        wanted = max(wanted if wanted > 0 else self.panel.sizeHint().height(), at_least)
        tall = min(wanted, self.height() - 2 * _EDGE)
        left = (self.width() - wide) // 2
        self.panel.setGeometry(QRect(left, (self.height() - tall) // 2, wide, tall))

    def _lay_out(self, title: str) -> None:
        self.panel.setAccessibleName(title)
        rows = QVBoxLayout(self.panel)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 10, _SIDE, 8)
        head.addWidget(self._title)
        head.addSpacing(12)
        self.head.setSpacing(8)
        head.addLayout(self.head)
        head.addStretch(1)
        head.addWidget(self._close)
        rows.addLayout(head)
        self.body.setContentsMargins(_SIDE, 2, _SIDE, 8)
        rows.addWidget(self._scroll, 1)
        rows.addWidget(_inset(Hairline(self.panel), self.panel))
        self.foot.setContentsMargins(_SIDE, 8, _SIDE, 12)
        self.foot.setSpacing(8)
        self.foot.addWidget(self._note, 1)
        rows.addLayout(self.foot)


def dialog_host(widget: QWidget) -> QWidget:
    """The page area of the window the widget is in; the window itself where it has none."""
    window = widget.window()
    area = getattr(window, "page_area", None)
    return area if isinstance(area, QWidget) else window


def top_dialog(host: QWidget) -> DialogFrame | None:
    """The open dialog over a page that lies over all others; None where none is open."""
    parts = [part for part in host.children() if isinstance(part, DialogFrame)]
    return next((part for part in reversed(parts) if part.is_open), None)


def close_all(host: QWidget) -> None:
    """Put every dialog over a host off: none outlives its page and lies over another patient."""
    while (dialog := top_dialog(host)) is not None:
        dialog.close_later()
        if dialog.is_open:  # it could not put aside what is typed; its page is gone all the same
            dialog.finish()


def is_covered(part: QWidget) -> bool:
    """Whether an open dialog lies over a part: then it must not ask for the focus."""
    host: QWidget | None = part
    while host is not None:
        dialog = top_dialog(host)
        if dialog is not None:
            return not dialog.isAncestorOf(part)
        host = host.parentWidget()
    return False


class _Inside(QWidget):
    """What the body holds; pressed to its least size before the body scrolls, never sideways."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return -1 if layout is None else layout.minimumHeightForWidth(width)


class _Body(QScrollArea):
    """The body of a dialog: as high as it wants to be, and scrolling where the window is low."""

    laid_out = Signal()  # what it holds was laid out anew

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        inside = _Inside(self)
        inside.setProperty("fill", "none")
        self.rows = QVBoxLayout(inside)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()  # Qt tells what is around it nothing of it
            self.laid_out.emit()
        return is_done

    def hasHeightForWidth(self) -> bool:
        return self.rows.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        bar = self.verticalScrollBar()
        beside = bar.width() if bar.isVisible() else 0  # it goes only if all fits in beside it
        return self.rows.totalHeightForWidth(width - beside)

    def sizeHint(self) -> QSize:
        return self.rows.totalSizeHint()


class _Panel(QWidget):
    """The panel of a dialog."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), Box("surface", "", 0, worn_theme().size("dialogRadius")))
        painter.end()


def _sequence(event: QKeyEvent) -> QKeySequence:
    return QKeySequence(event.keyCombination())


def _line_of(part: QWidget | None, host: QWidget) -> Iterator[QWidget]:
    """A part and all that it stands in, as far as the host."""
    while part is not None and part is not host:
        yield part
        part = part.parentWidget()


def _first_in(part: QWidget) -> QWidget | None:
    """A part that is still there and takes the focus, or else the first one in it that does."""
    if not (isValid(part) and part.isVisible() and part.isEnabled()):
        return None
    if part.focusPolicy() is not Qt.FocusPolicy.NoFocus:
        return part
    return next(_stops(part), None)


def _stops(root: QWidget) -> Iterator[QWidget]:
    """What Tab reaches in a part, in its order."""
    part = root.nextInFocusChain()
    while part is not None and part is not root:
        if root.isAncestorOf(part) and _takes_tab(part):
            yield part
        part = part.nextInFocusChain()


def _takes_tab(part: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus.value
    if not (part.focusPolicy().value & tab and part.isVisible() and part.isEnabled()):
        return False
    group = part.group() if isinstance(part, QAbstractButton) else None
    if group is None or not group.exclusive() or group.checkedButton() is None:
        return True
    return group.checkedButton() is part  # arrows reach the other choices


def _inset(line: Hairline, parent: QWidget) -> QWidget:
    holder = QWidget(parent)
    row = QHBoxLayout(holder)
    row.setContentsMargins(_SIDE, 0, _SIDE, 0)
    row.addWidget(line)
    return holder


def _paint_shadow(painter: QPainter, panel: QRect) -> None:
    """A soft shadow under the panel, of rounded shapes one over the other."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(NO_PEN)
    shade = QColor(worn_theme().colour("shadow"))
    full = shade.alpha()
    shade.setAlpha(max(1, full // (_SHADOW * 2)))
    painter.setBrush(shade)
    for reach in range(_SHADOW, 0, -1):
        around = panel.adjusted(-reach, 10 - reach, reach, 10 + reach)
        painter.drawRoundedRect(around, 12 + reach, 12 + reach)
    painter.restore()
