"""The data dictionary of an export: every column of every table, for programs and for people."""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Iterable, Iterator

from plexlog.exchange.tables import Table

_HEADINGS = ("table", "column", "label", "kind", "unit_ucum", "decimals", "loinc", "meaning")
_WIDE = 99
_OPENING = """\
Data dictionary
===============

Each table is a file in tables/. Its first columns say whose a row is: patient, course and session
by their numbers in this export. An empty cell: not recorded, never zero. Times have their offset
from UTC. Numbers have a decimal point. A text that begins like a formula has an apostrophe before
it. Units are UCUM. A key with a point stands in a record within the record.
"""


def dictionary_csv(tables: Iterable[Table], others: Iterable[Table] = ()) -> str:
    """The dictionary as a table; other files have a line of their own before their keys."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADINGS)
    for table in tables:
        writer.writerows(_told(table))
    for one in others:
        writer.writerow([one.name, "", "", "", "", "", "", one.about])
        writer.writerows(_told(one))
    return text.getvalue()


def dictionary_text(tables: Iterable[Table], others: Iterable[Table] = ()) -> str:
    """The dictionary to be read."""
    parts = [_OPENING]
    for table in tables:
        parts += _section(f"tables/{table.name}.csv", table)
    for one in others:
        parts += _section(one.name, one)
    return "\n".join(parts) + "\n"


def _told(table: Table) -> Iterator[list[str]]:
    for one in table.all:
        yield [
            table.name,
            one.name,
            one.label,
            one.kind.value,
            one.unit,
            one.decimals,
            one.loinc,
            one.meaning,
        ]


def _section(heading: str, table: Table) -> Iterator[str]:
    yield from ("", heading, "-" * len(heading), *textwrap.wrap(table.about, _WIDE), "")
    for one in table.all:
        told = [one.kind.value, one.unit]
        told += [f"{one.decimals} decimals"] if one.decimals not in ("", "0") else []
        told += [f"LOINC {one.loinc}"] if one.loinc else []
        yield f"{one.name}: {one.label} ({', '.join(part for part in told if part)})"
        for line in textwrap.wrap(one.meaning, _WIDE - 4):
            yield f"    {line}"
