"""A shell on a unit that is made up, and files to feed it with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from plexlog import doorstep
from plexlog.cli import main
from plexlog.domain.unit import Role
from plexlog.storage import unit_file
from plexlog.storage.key_file import Cost

PASSWORD = "invented and long enough"  # noqa: S105 - opens invented records only
CASES = Path(__file__).parents[1] / "cases"
NAMES = ("gbs-albumin-five", "ms-relapse-steroids", "ttp-plasma-daily")


@dataclass
class Shell:
    """A shell with a unit's file named in it."""

    db: Path

    def run(self, *words: object, db: bool = True, typed: str | None = None) -> Result:
        """Run a command; its password is in the environment unless it is typed."""
        named = ["--db", str(self.db)] if db else []
        return CliRunner().invoke(
            main,
            [str(word) for word in words] + named,
            input=typed,
            env={"PLEXLOG_PASSWORD": PASSWORD if typed is None else None},
        )

    def answer(self, *words: object) -> Any:
        """What a program reads of the answer."""
        return json.loads(self.run(*words, "--json").stdout)

    def content(self) -> bytes:
        """The unit's file and what lies beside it."""
        return b"".join(
            one.read_bytes()
            for one in sorted(self.db.parent.glob("unit.plexlog*"))
            if one.suffix != ".lock"
        )


def make_unit(place: Path) -> Path:
    unit_file.found_unit(
        place,
        unit="Invented",
        name="Ada N.",
        login="ada",
        password=PASSWORD,
        role=Role.NURSE,
        clock=doorstep.SystemClock(),
        cost=Cost(memory_kib=64, iterations=1, lanes=1),
    )
    return place


def copied(unit: Path, folder: Path) -> Shell:
    for one in unit.parent.glob("unit.plexlog*"):
        shutil.copy(one, folder)
    return Shell(folder / unit.name)


def spoiled(folder: Path, spoil: Callable[[dict[str, Any]], object]) -> Path:
    """The first case with something wrong in it."""
    document = json.loads((CASES / "gbs-albumin-five.json").read_text("utf-8"))
    spoil(document)
    place = folder / "spoiled.json"
    place.write_text(json.dumps(document), "utf-8")
    return place
