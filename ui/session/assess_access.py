"""How the access looks, sign by sign: yes, no, or not looked at, which is not a no."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from plexlog.services.assessing import ACCESS_SIGNS
from plexlog.services.open_session import SessionView
from ui.session.assess_presenter import NOT_LOOKED_AT
from ui.widgets.cards import Heading
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.painting import Words

_LABEL_WIDTH = 130


class AccessLook(QWidget):
    """`show_view(view)`; `seen(sign, answer)` with yes, no or not-looked-at."""

    seen = Signal(str, str)  # sign, answer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Heading(_("Look of the access"), "", self)
        self._rows = {sign: self._make_row(sign) for sign in ACCESS_SIGNS}
        self._lay_out()

    def row(self, sign: str) -> ChoiceRow:
        """The answers of a sign. Raises KeyError."""
        return self._rows[sign]

    def show_view(self, view: SessionView) -> None:
        """Show what was seen."""
        check = view.session.access_check
        by = (
            ""
            if check is None
            else " ".join(
                part
                for part in (check.by or "", "" if check.at is None else check.at.clock)
                if part
            )
        )
        self._heading.show_note(by)
        for sign, row in self._rows.items():
            seen = None if check is None else getattr(check, sign)
            row.set_chosen({True: "yes", False: "no", None: NOT_LOOKED_AT}[seen])

    def _make_row(self, sign: str) -> ChoiceRow:
        options = (
            Option("no", _("No")),
            Option("yes", _("Yes")),
            Option(NOT_LOOKED_AT, _("Not looked at")),
        )
        row = ChoiceRow(sign, "", options, parent=self)
        row.setAccessibleName(_labels()[sign])
        row.entered.connect(self.seen)
        return row

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self._heading)
        for sign, choices in self._rows.items():
            line = QHBoxLayout()
            label = Words(_labels()[sign], "labelBold", "ink2", self).wrapped()
            label.setFixedWidth(_LABEL_WIDTH)
            line.addWidget(label)
            line.addWidget(choices, 1)
            rows.addLayout(line)


def _labels() -> dict[str, str]:
    return {
        "pus": _("Pus"),
        "redness": _("Redness"),
        "pain": _("Pain"),
        "swelling": _("Swelling"),
        "dressing_intact": _("Dressing whole"),
        "lumens_patent": _("All lumens open"),
    }
