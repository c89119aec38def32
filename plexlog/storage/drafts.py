"""Texts of forms that have not been given yet, encrypted as the record is.

They are no part of the record: the history does not know them, and they go when the form is given
or emptied, so that nobody stays on file who was never admitted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plexlog.domain.drafts import Draft
from plexlog.domain.errors import StoreError
from plexlog.domain.moments import Moment
from plexlog.storage.desk import Desk
from plexlog.storage.mapping import from_json, to_json


class DraftRecords(Desk):
    """The drafts on file."""

    def draft(self, form: str) -> Draft | None:
        """What was typed into a form, if anything."""
        row = self.database.row('SELECT * FROM "draft" WHERE "key" = ?', (form,))
        if row is None:
            return None
        return Draft(
            form=row["key"],
            texts=from_json(row["texts"]),
            by=row["by"],
            at=Moment.parse(row["at"]),
        )

    def keep_draft(self, form: str, texts: Mapping[str, Any]) -> None:
        """Keep what is typed into a form; what was kept of it before is replaced.

        Raises StoreError where the patient it is about was erased meanwhile.
        """
        if any(self._was_erased(word) for word in form.split()):
            raise StoreError("This patient was erased; what is typed here is not kept.")
        row = (form, to_json(dict(texts)), self.database.author.name, self.clock.now().text)
        with self.writing():
            self.database.execute('INSERT OR REPLACE INTO "draft" VALUES (?, ?, ?, ?)', row)

    def _was_erased(self, key: str) -> bool:
        """Whether the history tells of it with nothing in it any more."""
        sql = (
            "SELECT 1 FROM \"history\" WHERE \"table_name\" IN ('patient', 'course', 'session',"
            " 'reading') AND \"row_key\" = ? AND \"salt\" = '' LIMIT 1"
        )
        return self.database.row(sql, (key,)) is not None

    def drop_draft(self, form: str) -> None:
        """The form was given, or emptied."""
        with self.writing():
            self.database.execute('DELETE FROM "draft" WHERE "key" = ?', (form,))
