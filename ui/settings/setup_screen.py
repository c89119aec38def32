"""Setup: a short list of pages at the left, the one that was picked at its right."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from plexlog.services.desk import Desk
from ui.settings.setup_list import SetupList
from ui.settings.setup_pages import setup_pages
from ui.settings.tools import SetupTools
from ui.widgets.cards import Card, PageTitle
from ui.widgets.shown_stack import ShownStack
from ui.widgets.theme import worn_theme


class SetupMaker(QObject):
    """Makes the pages of Setup when they are first picked."""

    def __init__(self, desk: Desk, tools: SetupTools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tools = tools
        self.pages = {page.key: page for page in setup_pages()}

    def make(self, key: str, parent: QWidget) -> QWidget:
        """The page of a key."""
        return self.pages[key].make(self._desk, self._tools, parent)


class SetupScreen(QWidget):
    """The place where a unit sets itself up."""

    def __init__(self, maker: SetupMaker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maker = maker
        self._made: dict[str, QWidget] = {}
        self._title = PageTitle(_("Setup"), "", self)
        self._list = SetupList(tuple(maker.pages.values()), self)
        self._stack = ShownStack(self)
        self._lay_out()
        self._list.page_chosen.connect(self._show_page)

    @property
    def page(self) -> QWidget | None:
        """The page that is shown; None before one was picked."""
        return self._stack.currentWidget()

    def choose(self, key: str) -> None:
        """Show a page; the first where there is none of that key."""
        self._list.choose(key)

    def focus_first(self) -> None:
        """Begin at the list."""
        self._list.focus_first()

    @Slot(str)
    def _show_page(self, key: str) -> None:
        if key not in self._made:
            self._made[key] = self._maker.make(key, self)
            self._stack.addWidget(self._made[key])
        self._stack.setCurrentWidget(self._made[key])

    def _lay_out(self) -> None:
        margin, gap = worn_theme().size("margin"), worn_theme().size("gap")
        self._title.setFixedHeight(32)
        card = Card(parent=self)
        card.set_padding(8, 8, 8)
        card.body.addWidget(self._list, 1)
        left = QVBoxLayout()
        left.setSpacing(gap)
        left.addWidget(self._title)
        left.addWidget(card, 1)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(margin, 14, margin, 12)
        columns.setSpacing(gap)
        columns.addLayout(left)
        columns.addWidget(self._stack, 1)
