"""The commands about backups: make one, list them, go back to one."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plexlog import doorstep, house
from plexlog.cli_door import PASSWORD, WANTING, Door, door_of, door_options, password_of
from plexlog.domain.backups import Backup, Examined, not_there
from plexlog.domain.errors import PlexlogError, TodayPasswordError
from plexlog.services.backups import back_up, backup_state, choose_folder

if TYPE_CHECKING:
    from plexlog.storage.restore import Asking

TODAY = "PLEXLOG_PASSWORD_TODAY"


@click.group(invoke_without_command=True)
@door_options
def backup(**door: Any) -> None:
    """Make a backup and check it, `list` those there are, or choose their `folder`."""
    if click.get_current_context().invoked_subcommand is not None:
        return
    opened = door_of(**door)
    made = back_up(opened.open())
    opened.tell(_backup(made), [f"Backup made and checked: {made.path}"])


@backup.command("list")
@door_options
def list_(**door: Any) -> None:
    """List the backups, the newest first."""
    opened = door_of(**door)
    state = backup_state(opened.open())
    answer = {"folder": str(state.folder), "backups": [_backup(one) for one in state.all]}
    lines = [f"{one.at:%Y-%m-%d %H:%M:%S} UTC  {one.path}" for one in state.all]
    none = f"There is no backup in {state.folder}." if state.is_there else not_there(state.folder)
    opened.tell(answer, lines or [none])


@backup.command("folder")
@click.argument("folder")
@click.option("--why", required=True, help="The reason; it stands in the history.")
@door_options
def folder_(folder: str, why: str, **door: Any) -> None:
    """Keep backups in FOLDER from now on; `beside` for the one beside the record."""
    opened = door_of(**door)
    desk = opened.open()
    choose_folder(desk, "" if folder == "beside" else folder, why)
    place = backup_state(desk).folder
    opened.tell({"folder": str(place)}, [f"Backups go to {place} from now on."])


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--why", default="", help="Go back to it, for this reason; without it only look.")
@click.option("--even-so", is_flag=True, help="Also where verification finds something wrong.")
@door_options
def restore(file: Path, why: str, *, even_so: bool, **door: Any) -> None:
    """Look into a backup and say what would be lost; with --why go back to it.

    The record that it replaces is kept beside it under another name. Where your password was
    changed since, the one of the backup is asked for first and then the one of today, which a
    script gives as PLEXLOG_PASSWORD and PLEXLOG_PASSWORD_TODAY.
    """
    opened = door_of(**door)
    asking, examined = _examined(opened, file)
    answer: dict[str, Any] = {
        "backup": str(file),
        "changes_lost": examined.changes_lost,
        "problems": [{"where": one.where, "what": one.what} for one in examined.problems],
    }
    lines = list(examined.sentences)
    if examined.problems and not even_so:
        house.leave_backup(examined)
        opened.tell(answer, lines)
        raise SystemExit(WANTING)
    if not why.strip():
        house.leave_backup(examined)
        opened.tell(answer, [*lines, "Nothing was changed. Say --why to go back to it."])
        return
    try:
        aside = house.restore_backup(asking, examined, why)
    except PlexlogError:
        house.leave_backup(examined)
        raise
    lines.append(f"The record is that of the backup now. The former one lies at {aside}.")
    opened.tell(answer | {"former": str(aside)}, lines)


def _examined(door: Door, file: Path) -> tuple[Asking, Examined]:
    """The backup, opened; the password of today is asked for where it is another one."""
    given, today = password_of(), os.environ.get(TODAY)
    asking = house.asking(door.path, door.login, given, doorstep.SystemClock(), today)
    try:
        return asking, house.examine_backup(asking, file)
    except TodayPasswordError:
        if today is not None or PASSWORD in os.environ:
            raise
    answer: str = click.prompt("Password of today", hide_input=True, err=True)
    asking = replace(asking, password_today=answer)
    return asking, house.examine_backup(asking, file)


def _backup(one: Backup) -> dict[str, Any]:
    return {"file": str(one.path), "at": one.at.isoformat()}
