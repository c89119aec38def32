"""What a workstation remembers, and what it makes of a file it cannot read."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete, isValid

from ui.settings.workstation import Settings, read_settings, settings_path, write_settings
from ui.settings.worn_look import WornLook
from ui.widgets.save_dialog import set_save_folder
from ui.widgets.theme import Look, worn_theme


def test_settings_come_back_as_they_were_kept(tmp_path: Path) -> None:
    path = tmp_path / "plexlog" / "settings.toml"

    write_settings(path, Settings(theme="dark"))

    assert read_settings(path) == (Settings(theme="dark"), ())


def test_without_a_file_the_defaults_apply(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.toml") == (Settings(), ())


@pytest.mark.parametrize("content", ["theme = ", "\udcff"])
def test_an_unreadable_file_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))

    settings, notices = read_settings(path)

    assert settings == Settings()
    assert "cannot be read" in notices[0]


def test_what_is_unknown_or_impossible_is_told(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "pink"\nfont = "serif"\n')

    settings, notices = read_settings(path)

    assert settings.theme == ""
    assert len(notices) == 2


def test_a_place_that_cannot_be_written_costs_only_the_memory(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")

    write_settings(blocked / "settings.toml", Settings(theme="dark"))

    assert blocked.read_text() == ""


def test_settings_lie_in_the_users_own_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert settings_path() == tmp_path / "plexlog" / "settings.toml"

    monkeypatch.delenv("XDG_CONFIG_HOME")
    assert settings_path().parts[-3:] == (".config", "plexlog", "settings.toml")


def test_night_and_day_are_remembered(dressed: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    write_settings(path, Settings(theme="light"))
    look = WornLook(dressed, path)

    look.toggle()

    assert worn_theme().is_dark
    assert read_settings(path)[0].theme == "dark"
    look.toggle()
    look.deleteLater()


def test_where_the_last_file_was_saved_is_remembered(
    dressed: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "settings.toml"
    look = WornLook(dressed, path)

    look.keep_folder()
    assert not path.exists()  # nothing was saved, nothing is to be kept
    set_save_folder(str(tmp_path))
    look.keep_folder()

    assert read_settings(path) == (Settings(save_folder=str(tmp_path)), ())
    set_save_folder("")
    look.deleteLater()


def test_a_folder_that_is_no_text_falls_back_with_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("save_folder = 3\n")

    settings, notices = read_settings(path)

    assert settings == Settings()
    assert "save_folder" in notices[0]


@pytest.mark.parametrize(("text", "minutes"), [("0", 0), ("3", 3), ("120", 120)])
def test_the_minutes_until_it_locks_are_set(tmp_path: Path, text: str, minutes: int) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f"lock_after_min = {text}\n")

    assert read_settings(path) == (Settings(lock_after_min=minutes), ())


@pytest.mark.parametrize("text", ["-1", "121", '"ten"', "true", "1.5"])
def test_minutes_that_cannot_be_fall_back_with_a_notice(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f"lock_after_min = {text}\n")

    settings, notices = read_settings(path)

    assert settings == Settings()
    assert "10 applies" in notices[0]


def test_the_lock_set_in_the_window_is_remembered(dressed: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    look = WornLook(dressed, path)

    look.keep_lock_after(25)

    assert read_settings(path)[0].lock_after_min == 25
    look.deleteLater()


def test_a_look_that_is_gone_follows_the_system_no_longer(
    dressed: QApplication, tmp_path: Path
) -> None:
    look = WornLook(dressed, tmp_path / "settings.toml")
    worn = look.findChild(Look)
    assert worn is not None

    delete(look)

    assert not isValid(worn)
