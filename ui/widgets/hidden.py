"""Boxes that show dots for what is typed: it is on no file, and goes with a lock or a close."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget


def hide_text(line: QLineEdit) -> None:
    """Show dots instead of what is typed: for passwords."""
    line.setEchoMode(QLineEdit.EchoMode.Password)


def hides_text(line: QLineEdit) -> bool:
    """Whether what is typed here is nobody else's to see, and so no draft's."""
    return line.echoMode() is not QLineEdit.EchoMode.Normal


def empty_hidden(within: QWidget) -> None:
    """Forget what was typed into the hidden boxes of a part of the window."""
    for line in within.findChildren(QLineEdit):
        if hides_text(line):
            line.clear()
