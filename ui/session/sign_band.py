"""The band over a signed session: that it is signed, by whom, when, and over which record."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.said import AMENDED, meaning_words, of_meaning
from plexlog.domain.sealing import locking
from plexlog.domain.unit import Signature
from ui.widgets.icons import IconMark
from ui.widgets.painting import Box, Words, paint_box

_MARK = 16  # characters of the fingerprint that are shown; the PDF prints it whole
_EVERY = 4


class SignedBand(QWidget):
    """`show_signatures(signatures)`; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = Words("", "act", "okInk", self)
        self._told = Words("", "body", "ink", self).wrapped()
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._lay_out()
        self.hide()

    @property
    def words(self) -> str:
        """What is told; empty while nothing is signed."""
        return "" if self.isHidden() else f"{self._head.text()}. {self._told.text()}"

    def show_signatures(self, signatures: tuple[Signature, ...]) -> None:
        """Tell of the signatures."""
        self.setVisible(bool(signatures))
        if not signatures:
            return
        closed = locking(signatures)
        self._head.set_words(
            _("Signed – this record cannot change")
            if closed and not of_meaning(signatures, AMENDED)
            else _("Signed, and amended since – the signed record is unchanged")
            if closed
            else _("Signed in part – the record is still open")
        )
        lines = [
            _("{name}, {role}: {meaning}, {at}").format(
                name=one.name,
                role=one.role,
                meaning=meaning_words(one.meaning),
                at=wording.moment(one.at),
            )
            for one in signatures
        ]
        mark = (closed or signatures[-1]).fingerprint[:_MARK]
        parts = [mark[start : start + _EVERY] for start in range(0, len(mark), _EVERY)]
        lines.append(_("Fingerprint of the record: {mark}").format(mark=" ".join(parts)))
        self._told.set_words("\n".join(lines))
        self.setAccessibleName(self.words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), Box("okTint", "okLine", 2, 8))
        painter.end()

    def _lay_out(self) -> None:
        self.setObjectName("signed_band")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._head)
        words.addWidget(self._told)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addWidget(IconMark("shield-check", "okInk", 22, self), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
