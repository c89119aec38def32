"""Columns, tables and indexes as migrations write them down; the words of the schema.

What a shipped migration uses is not changed here: its text is part of that migration.
"""

from __future__ import annotations

DAY = "[0-9]" * 4 + "-" + "[0-9]" * 2 + "-" + "[0-9]" * 2
UTC = "%Y-%m-%dT%H:%M:%fZ"


def text(name: str) -> str:
    """A column of text."""
    return f'"{name}" TEXT'


def required(column: str) -> str:
    """The same column, never empty."""
    return f"{column} NOT NULL"


def whole(name: str) -> str:
    """A column of whole numbers."""
    return f'"{name}" INTEGER'


def number(name: str) -> str:
    """A column of numbers: an integer or a real, as it came."""
    return f"\"{name}\" ANY CHECK (typeof(\"{name}\") IN ('integer', 'real', 'null'))"


def flag(name: str) -> str:
    """A column of yes and no."""
    return f'"{name}" INTEGER CHECK ("{name}" IN (0, 1))'


def day(name: str) -> str:
    """A column of calendar days."""
    return f'"{name}" TEXT CHECK ("{name}" GLOB \'{DAY}\')'


def moment(name: str) -> str:
    """A column of times as written, with their offset."""
    return f'"{name}" TEXT CHECK ("{name}" GLOB \'{DAY}T[0-9][0-9]:[0-9][0-9]*\')'


def moment_utc(name: str) -> str:
    """The same time in UTC, for sorting; generated."""
    return f'"{name}_utc" TEXT GENERATED ALWAYS AS (strftime(\'{UTC}\', "{name}")) VIRTUAL'


def json_value(name: str) -> str:
    """A column of any JSON."""
    return f'"{name}" TEXT CHECK (json_valid("{name}"))'


def json_object(name: str) -> str:
    """A column of a JSON object, empty where nothing is kept."""
    return f"\"{name}\" TEXT NOT NULL DEFAULT '{{}}' CHECK (json_type(\"{name}\") = 'object')"


def json_list(name: str) -> str:
    """A column of a JSON list, empty where nothing is kept."""
    return f"\"{name}\" TEXT NOT NULL DEFAULT '[]' CHECK (json_type(\"{name}\") = 'array')"


def link(name: str, to: str) -> str:
    """A column that names a row of another table."""
    return f'"{name}" TEXT REFERENCES "{to}" ("key")'


KEY = '"key" TEXT NOT NULL PRIMARY KEY'
POSITION = required(whole("position"))
EXTRA = json_object("extra")
SPELLED = json_object("spelled")
WITHDRAWN = (moment("withdrawn_at"), text("withdrawn_why"))


def table(name: str, *parts: str) -> str:
    """A strict table."""
    lines = ",\n".join(f"  {part}" for part in parts)
    return f'CREATE TABLE "{name}" (\n{lines}\n) STRICT'


def index(name: str, on: str, where: str = "", *, unique: bool = False) -> str:
    """An index."""
    kind = "CREATE UNIQUE INDEX" if unique else "CREATE INDEX"
    return f'{kind} "{name}" ON {on}' + (f" WHERE {where}" if where else "")


def part_of_session(name: str, *columns: str) -> tuple[str, str]:
    """A table of parts of a session in their order, with its index."""
    return (
        table(
            name,
            KEY,
            required(link("session_key", "session")),
            POSITION,
            *columns,
            EXTRA,
            *WITHDRAWN,
        ),
        index(f"{name}_of_session", f'"{name}" ("session_key", "position")'),
    )


def part_of_course(name: str, *columns: str) -> tuple[str, str]:
    """A table of parts of a course in their order, with its index."""
    return (
        table(
            name,
            KEY,
            required(link("course_key", "course")),
            POSITION,
            *columns,
            EXTRA,
            *WITHDRAWN,
        ),
        index(f"{name}_of_course", f'"{name}" ("course_key", "position")'),
    )
