"""The line of help under the open row: what is asked or said, and the keys that act."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from plexlog.domain.language import gettext as _
from ui.session.run_columns import MARGIN
from ui.widgets.icons import paint_icon
from ui.widgets.painting import Run, middle_baseline, paint_runs

CALM = "ink2"  # the ink of help; any other tells of trouble
STOPPED = "stopInk"
_ICON = 14


def paint_hint(
    painter: QPainter, line: QRect, words: str, ink: str, keys: tuple[Run, ...]
) -> None:
    """Paint the words at the left, with an icon where they tell of trouble; at the right keys."""
    baseline = middle_baseline(line, "hint")
    left = MARGIN
    if ink != CALM:
        icon = QRect(left, line.center().y() - _ICON // 2, _ICON, _ICON)
        paint_icon(painter, icon, "ban" if ink == STOPPED else "triangle-alert", ink)
        left += _ICON + 5
    said = Run(words, "hint" if ink == CALM else "hintBold", ink)
    paint_runs(painter, left, baseline, (said,))
    start = line.width() - MARGIN - sum(run.gap + run.width for run in keys)
    if start > left + said.width:  # trouble is told whole; the keys then stand in the help
        paint_runs(painter, start, baseline, keys)


def hint_keys(more: str, *, is_asked: bool) -> tuple[Run, ...]:
    """The keys that act on the row; `more` marks what it holds besides its columns."""
    enter = _("yes, that is right") if is_asked else _("keep the row")
    return (
        Run(_("Tab"), "hintBold", CALM),
        Run(_("next field"), "hint", CALM, 6),
        Run(_("Enter"), "hintBold", CALM, 14),
        Run(enter, "hint", CALM, 6),
        Run("F3", "hintBold", CALM, 14),
        Run(f"{_('more')} {more}".strip(), "hint", CALM, 6),
    )


def send_key(target: QObject, key: int, text: str) -> None:
    """Press and release a key where it is typed."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(
            target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        )
