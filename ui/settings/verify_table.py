"""What verification found, as a table."""

from __future__ import annotations

from plexlog.domain.language import gettext as _
from plexlog.domain.unit import Problem
from ui.forms.line_model import LineModel


class VerifyTable(LineModel[Problem]):
    """A row for each thing that is wrong or to be known: whom it is about, where, and what."""

    HEADINGS = (_("Whose"), _("Where"), _("What was found"), _("Fields"))

    def words(self, line: Problem) -> tuple[str, ...]:
        fields = ", ".join(part for part in (line.about, *line.fields) if part)
        return (line.whose, line.where, line.what, fields)
