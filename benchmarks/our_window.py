"""Our program up to the sign-in window of a unit; ends once that has been painted."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.app import main as open_window
from ui.signin.signin_screen import SignInScreen


def main(path: str) -> None:
    """Start as `plexlog-window` does, and leave at the sign-in page."""
    app = QApplication(sys.argv)
    watch = QTimer(app)
    watch.timeout.connect(lambda: leave_when_ready(app))
    watch.start(2)  # seldom enough to leave the worker its time
    open_window(["--db", path])


def leave_when_ready(app: QApplication) -> None:
    """End at once when one can sign in: what tearing down takes is nobody's waiting time."""
    pages = [page for top in app.topLevelWidgets() for page in top.findChildren(SignInScreen)]
    if pages:
        app.processEvents()  # lays out and paints
        os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
