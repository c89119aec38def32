"""The facts of the seed files, kept in the record: loaded again only when the files change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from plexlog.domain.facts import Fact
from plexlog.storage.desk import Desk, new_key
from plexlog.storage.mapping import from_json, to_json
from plexlog.storage.seed_files import read_seeds

F = TypeVar("F", bound=Fact)
FOLDER = Path(__file__).parents[2] / "seeds"


@dataclass(frozen=True)
class Seeds:
    """Where the seed files are, and who reads them."""

    folder: Path = FOLDER
    read: Callable[[Path], Sequence[Fact]] = read_seeds

    def digest(self) -> str:
        """One text for the content of all files."""
        content = hashlib.sha256()
        for place in sorted(place for place in self.folder.glob("*") if place.is_file()):
            content.update(place.name.encode() + b"\0" + place.read_bytes() + b"\0")
        return content.hexdigest()


class FactRecords(Desk):
    """Seed facts on file."""

    def facts(self, kind: type[F]) -> Sequence[F]:
        """The seed facts of a kind, in their order."""
        known = {declared.name for declared in fields(kind)}
        rows = self.database.rows(
            'SELECT * FROM "fact" WHERE "kind" = ? AND "retired_at" IS NULL ORDER BY "position"',
            (kind.__name__,),
        )
        bodies = [from_json(row["body"]) for row in rows]
        return [
            kind(**{name: _value(value) for name, value in body.items() if name in known})
            for body in bodies
        ]

    def load_seeds(self, seeds: Seeds) -> None:
        """Keep the facts of the seed files; what is no longer there is retired, not removed."""
        digest = seeds.digest()
        unit = self.database.row('SELECT "key", "seeds" FROM "unit"')
        assert unit is not None  # noqa: S101 - a record is founded with its unit
        if unit["seeds"] == digest:
            return
        facts = seeds.read(seeds.folder)
        with self.writing("seed files"):
            on_file = {
                (row["kind"], row["code"]): row
                for row in self.database.rows('SELECT * FROM "fact"')
            }
            for position, fact in enumerate(facts):
                self._keep(fact, position, on_file.pop((type(fact).__name__, fact.code), None))
            for row in on_file.values():
                if row["retired_at"] is None:
                    at = self.clock.now().text
                    self.database.update("fact", row["key"], {"retired_at": at})
            self.database.update("unit", unit["key"], {"seeds": digest})

    def _keep(self, fact: Fact, position: int, on_file: Any) -> None:
        row = {
            "position": position,
            "body": to_json(asdict(fact)),
            "source": fact.source,
            "retired_at": None,
        }
        if on_file is None:
            named = {"key": new_key(), "kind": type(fact).__name__, "code": fact.code}
            self.database.insert("fact", named | row)
        elif any(on_file[name] != value for name, value in row.items()):
            self.database.update("fact", on_file["key"], row)


def _value(value: Any) -> Any:
    """A value of a fact as it was: JSON has no tuples, and reads whole numbers as decimals."""
    if isinstance(value, list):
        return tuple(_value(member) for member in value)
    return int(value) if isinstance(value, Decimal) else value
