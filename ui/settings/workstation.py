"""Settings of the workstation, kept as TOML in the user's own folder.

What cannot be read falls back to its default, with a notice; what is unknown is reported.
"""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

THEMES = ("", "light", "dark")
LONGEST_IDLE_MIN = 120


@dataclass(frozen=True)
class Settings:
    """What a workstation remembers."""

    theme: str = ""  # "light", "dark", or "" to follow the system
    lock_after_min: int = 10  # without a touch; 0 for never
    save_folder: str = ""  # where the last file was saved; "" for the documents of the user


def settings_path() -> Path:
    """Where the settings of this user lie."""
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "plexlog" / "settings.toml"


def read_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """The settings, and a notice for each that could not be taken."""
    try:
        text = path.read_text(encoding="utf-8")
        import tomllib  # noqa: PLC0415 - only where there is something to read

        given = tomllib.loads(text)
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, ValueError):
        log.info("settings unreadable")
        return Settings(), (f"{path.name} cannot be read; the defaults apply.",)
    known = {field.name for field in fields(Settings)}
    notices = [f"{path.name}: {name} is not known here." for name in given if name not in known]
    theme, wrong = _theme(given.get("theme", ""))
    lock_after, odd = _lock_after(given.get("lock_after_min", Settings.lock_after_min))
    folder, lost = _save_folder(given.get("save_folder", ""))
    settings = Settings(theme=theme, lock_after_min=lock_after, save_folder=folder)
    return settings, (*notices, *wrong, *odd, *lost)


def write_settings(path: Path, settings: Settings) -> None:
    """Keep the settings, whole; where that cannot be, they hold for this run only."""
    lines = [f"{name} = {json.dumps(value)}\n" for name, value in asdict(settings).items()]
    new = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text("".join(lines), encoding="utf-8")
        new.replace(path)
    except OSError:
        log.info("settings not kept")
        with suppress(OSError):
            new.unlink(missing_ok=True)


def _theme(value: Any) -> tuple[str, tuple[str, ...]]:
    if value in THEMES:
        return str(value), ()
    return "", ('theme must be "light", "dark" or "", which follows the system.',)


def _lock_after(value: Any) -> tuple[int, tuple[str, ...]]:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LONGEST_IDLE_MIN:
        return value, ()
    default = Settings.lock_after_min
    words = f"lock_after_min must be minutes from 1 to {LONGEST_IDLE_MIN}, or 0 for never."
    return default, (f"{words} {default} applies.",)


def _save_folder(value: Any) -> tuple[str, tuple[str, ...]]:
    if isinstance(value, str):
        return value, ()
    return "", ('save_folder must be the path of a folder, or "".',)
