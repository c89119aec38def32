"""What the services need of the record about what the unit sets in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from plexlog.domain.unit_settings import SettingChange


class Settings(Protocol):
    """The settings of the unit."""

    def setting_changes(self) -> Sequence[SettingChange]:
        """Every change of a setting of the unit, the first one first."""
        ...

    def change_setting(self, name: str, value: str, why: str) -> None:
        """Keep another text for a setting; an empty one brings its default back."""
        ...
