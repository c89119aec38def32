"""Starts the demonstration in a process of its own, which knows nothing of the unit's record."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess

from plexlog.domain.errors import PlexlogError
from plexlog.domain.language import gettext as _

_SOURCES = Path(__file__).resolve().parents[1]


def start_demonstration() -> str:
    """Open the demonstration beside this window; says so. Raises PlexlogError."""
    started, _number = QProcess.startDetached(
        sys.executable, ["-m", "ui.app", "--demo"], str(_SOURCES)
    )
    if not started:
        raise PlexlogError(_("The demonstration could not be started."))
    return _("The demonstration opens in a window of its own; it is marked as such.")
