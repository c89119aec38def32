"""Why a document was not taken in: each place with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from plexlog.domain.errors import Refusal
from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.dialog import DialogFrame
from ui.widgets.painting import Words
from ui.widgets.twin_dialog import TwinDialog


class ImportRefusedDialog(DialogFrame):
    """Lists what was refused; the text can be copied for whoever wrote the document."""

    def __init__(self, file: str, refusals: Sequence[Refusal], host: QWidget) -> None:
        super().__init__(_("Not taken in"), host, _("Close"))
        self.setObjectName("import_refused")
        words = _("Nothing of {file} was kept. What stands in the way:").format(file=file)
        self.body.addWidget(Words(words, "body", parent=self.panel).wrapped())
        self._list = QPlainTextEdit("\n".join(str(one) for one in refusals), self.panel)
        self._list.setReadOnly(True)
        self._list.setAccessibleName(_("Refusals"))
        self.body.addSpacing(8)
        self.body.addWidget(self._list, 1)
        self._ok = ActionButton(_("Close"), key="Esc", kind=Kind.PRIMARY, parent=self.panel)
        self.add_button(self._ok)
        self.set_size(760, 420)
        self._ok.clicked.connect(self.close_later)

    @property
    def text(self) -> str:
        """What is listed."""
        return self._list.toPlainText()


def twin_question(patient_key: str, asked: str, host: QWidget) -> TwinDialog:
    """The question whether a document is about somebody who is on file under another number."""
    rest = _("Of the same person, the document needs the number that is on file.")
    return TwinDialog(patient_key, (f"{asked}.", rest), _("Another person: take in"), host)
