"""What the unit sets in words: every change of a setting; the last one of a name holds.

What the settings are and what is possible, services know; here they are names and texts.
"""

from __future__ import annotations

from collections.abc import Sequence

from plexlog.domain.moments import Moment
from plexlog.domain.unit_settings import SettingChange
from plexlog.storage.desk import Desk, new_key


class SettingRecords(Desk):
    """Settings on file."""

    def setting_changes(self) -> Sequence[SettingChange]:
        """Every change of a setting of the unit, the first one first."""
        return [
            SettingChange(
                version=row["version"],
                name=row["name"],
                value=row["value"],
                by=row["by"],
                at=Moment.parse(row["at"]),
                why=row["why"],
            )
            for row in self.database.rows('SELECT * FROM "setting_change" ORDER BY "version"')
        ]

    def change_setting(self, name: str, value: str, why: str) -> None:
        """Keep another text for a setting; an empty one brings its default back."""
        with self.writing(why):
            row = {
                "key": new_key(),
                "version": len(self.setting_changes()) + 1,
                "name": name,
                "value": value,
                "why": why,
                "by": self.database.author.name,
                "at": self.clock.now().text,
            }
            self.database.insert("setting_change", row)
