"""What the commands share: the door to the record, secrets, and how a failure is told."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import click

from plexlog import doorstep, house
from plexlog.domain.errors import AccessError, PlexlogError
from plexlog.domain.progress import Progress, Step
from plexlog.services.desk import Desk

WANTING = 1
CANNOT = 2
STOPPED = 130  # by Ctrl C, as shells say it
INTERRUPTED = "Stopped before it was done."
PASSWORD = "PLEXLOG_PASSWORD"  # noqa: S105 - the name of the variable
RECOVERY_KEY = "PLEXLOG_RECOVERY_KEY"


@dataclass(frozen=True)
class Door:
    """What every command is given: which file, who, and whether a program reads the answer."""

    path: Path
    login: str | None
    as_json: bool

    def see_that_it_is_founded(self) -> None:
        """Raises AccessError where there is no unit."""
        if self.path.is_dir():
            raise AccessError(f"{self.path} is a folder. Name the unit's file in it.")
        if not doorstep.is_founded(self.path):
            raise AccessError(f"There is no unit at {self.path}. Make one with `plexlog init`.")

    def open(self, password: str | None = None) -> Desk:
        """The desk, opened with the password given, from the environment or the prompt."""
        self.see_that_it_is_founded()
        secret = password_of() if password is None else password
        desk = house.open_desk(self.path, self.login, secret, doorstep.SystemClock())
        click.get_current_context().call_on_close(desk.store.close)
        return desk

    def tell(self, answer: Any, lines: Sequence[str]) -> None:
        """Print the answer as JSON or as lines."""
        told = [json.dumps(answer, ensure_ascii=False, indent=1)] if self.as_json else lines
        if told:
            click.echo("\n".join(told))


def password_of(*, is_new: bool = False) -> str:
    """The password, from PLEXLOG_PASSWORD or else asked for."""
    known = os.environ.get(PASSWORD)
    if known is not None:
        return known
    answer: str = click.prompt("Password", hide_input=True, confirmation_prompt=is_new, err=True)
    return answer


def recovery_key_of() -> str:
    """The printed key, from PLEXLOG_RECOVERY_KEY or else asked for."""
    known = os.environ.get(RECOVERY_KEY)
    if known is not None:
        return known
    answer: str = click.prompt("Recovery key", err=True)
    return answer


class Commands(click.Group):
    """A group whose failures are one sentence and status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what the user can do something about is told, not traced."""
        try:
            return super().invoke(ctx)
        except PlexlogError as error:
            fail(str(error))
        except OSError as error:
            fail(disk_words(error))
        except KeyboardInterrupt:
            fail(INTERRUPTED, STOPPED)
        except click.Abort as error:  # click makes it of Ctrl C at a prompt
            asked = isinstance(error.__context__, KeyboardInterrupt)
            fail(INTERRUPTED, STOPPED if asked else CANNOT)


def disk_words(error: OSError) -> str:
    """What the disk or its folder refused; what had been recorded is on the disk already."""
    place = f" at {error.filename}" if error.filename else ""
    return (
        f"The disk or its folder did not let this be done{place}: {error.strerror or error}. "
        "What was recorded before is safe. Check that the disk is there, has room and can be "
        "written, then try again."
    )


def fail(sentence: str, status: int = CANNOT) -> NoReturn:
    """Say why and leave."""
    click.echo(sentence, err=True)
    raise SystemExit(status)


def course_key_of(desk: Desk, course: str) -> str:
    """The key of a course by its id; tells of an unknown one and leaves."""
    key = desk.store.course_key(course)
    if key is None:
        fail(f"There is no course {course!r} on file; `plexlog list` names them.")
    return key


@contextmanager
def told_on_terminal() -> Iterator[Progress]:
    """Progress on one line of a terminal, wiped at the end; nothing where there is none."""
    widths = [0]

    def tell(step: Step) -> None:
        widths.append(len(step.words))
        click.echo(f"\r{step.words:<{widths[-2]}}", nl=False, err=True)

    is_seen = sys.stderr.isatty()
    try:
        yield Progress(tell if is_seen else None)
    finally:
        if is_seen:
            click.echo(f"\r{' ' * widths[-1]}\r", nl=False, err=True)


def door_options(command: Any) -> Any:
    """Every command may name its file, its login and JSON, before or after its own words."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Answer as JSON."),
        click.option("--login", help="Who signs in; not needed for a single member of staff."),
        click.option("--db", type=click.Path(path_type=Path), help="The unit's file."),
    ):
        command = option(command)
    return command


def door_of(db: Path | None, login: str | None, *, as_json: bool) -> Door:
    """The door that the options of a command describe; the group's own fill what is missing."""
    outer: dict[str, Any] = click.get_current_context().find_root().obj or {}
    path = db or outer.get("db") or doorstep.default_path()
    return Door(path, login or outer.get("login"), as_json or bool(outer.get("as_json")))
