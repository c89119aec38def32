"""A dialog of which what is typed is never lost: it is offered again until it is on record."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal

from ui.widgets.dialog import DialogFrame


class DraftedDialog(DialogFrame):
    """What is typed is put on file when it is put off, locked away or closed with its window.

    `put_back(texts)` shows what `drafted()` was then, when a dialog of the same name opens again.
    """

    typed_recorded = Signal()  # what was typed so far is on record, and the dialog stays open

    @property
    def draft_name(self) -> str:
        """What it is about: the next dialog of this name is offered what is typed here."""
        return self.panel.accessibleName()

    @abstractmethod
    def drafted(self) -> dict[str, str]:
        """What may be put on file half done."""

    @abstractmethod
    def put_back(self, texts: Mapping[str, Any]) -> None:
        """Show what was drafted; it is not on record."""

    @abstractmethod
    def show_refusal(self, code: str, reason: str) -> None:
        """Say why something was not kept; an empty code for what no field is about."""
