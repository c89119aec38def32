"""Changes of the record as a table, the newest first."""

from __future__ import annotations

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.services.history_search import HistoryLine
from ui.forms.line_model import LineModel


class HistoryTable(LineModel[HistoryLine]):
    """A row for each change: what, from what to what, when, who and of whom."""

    HEADINGS = (_("Change"), _("What"), _("When"), _("Who"), _("Patient"))

    def words(self, line: HistoryLine) -> tuple[str, ...]:
        return (line.change, line.what, wording.moment(line.at), line.who, line.whom)
