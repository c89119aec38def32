"""Which window shows what is asked for: one patient a window, and no session in two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ui.settings.checking import Checking
    from ui.settings.exporting import Exporting
    from ui.shell.page_openers import Opened
    from ui.shell.window import Window


class Router(Protocol):
    """Leads to another window where the page belongs there."""

    checking: Checking  # one for all windows
    exporting: Exporting  # as well

    def leads(self, window: Window, where: Opened) -> bool:
        """True where another window shows it, which is then in front."""
        ...
