"""A bare PySide6 window with what any sign-in needs; ends once it has been painted."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFormLayout, QLabel, QLineEdit, QPushButton, QWidget


def main() -> None:
    """Show the window, and leave."""
    app = QApplication(sys.argv)
    window = QWidget()
    window.setWindowTitle("Bare")
    form = QFormLayout(window)
    form.addRow(QLabel("Sign in"))
    form.addRow("Login", QLineEdit())
    form.addRow("Password", QLineEdit())
    form.addRow(QPushButton("Sign in"))
    window.resize(1366, 768)
    window.show()
    app.processEvents()  # lays out and paints
    QTimer.singleShot(0, leave)
    app.exec()


def leave() -> None:
    """End at once: what tearing down takes is nobody's waiting time."""
    os._exit(0)


if __name__ == "__main__":
    main()
