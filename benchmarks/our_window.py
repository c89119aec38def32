"""Our program up to the sign-in window of a unit; ends once that has been painted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.app import Program
from ui.signin.signin_screen import SignInScreen


def main(path: Path) -> None:
    """Start as `plexlog`'s window does, and leave at the sign-in page."""
    app = QApplication(sys.argv)
    program = Program(path)
    program.frame.resize(1366, 768)
    program.start()
    watch = QTimer(program)
    watch.timeout.connect(lambda: leave_when_ready(app, program))
    watch.start(2)  # seldom enough to leave the worker its time
    app.exec()


def leave_when_ready(app: QApplication, program: Program) -> None:
    """End at once when one can sign in: what tearing down takes is nobody's waiting time."""
    if isinstance(program.page, SignInScreen):
        app.processEvents()  # lays out and paints
        os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
