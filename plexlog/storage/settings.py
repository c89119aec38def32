"""What the unit sets in words: every change of a setting; the last one of a name holds.

What the settings are and what is possible, services know; here they are names and texts.
"""

from __future__ import annotations

from collections.abc import Sequence

from plexlog.domain.unit_settings import SettingChange
from plexlog.storage.numbered import NumberedChanges


class SettingRecords(NumberedChanges):
    """Settings on file."""

    def setting_changes(self) -> Sequence[SettingChange]:
        """Every change of a setting of the unit, the first one first."""
        return self._changes_in("setting_change", SettingChange)

    def change_setting(self, name: str, value: str, why: str) -> None:
        """Keep another text for a setting; an empty one brings its default back."""
        self._keep_change("setting_change", name, value, why)
