"""The data dictionary of an export: every column of every table, for programs and for people."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from plexlog.exchange.tables import Table

_HEADINGS = ("table", "column", "label", "kind", "unit_ucum", "decimals", "loinc", "meaning")
_OPENING = """\
Data dictionary
===============

Each table is a file in tables/. Its first columns say whose a row is: patient, course and session
by their numbers in this export. An empty cell: not recorded, never zero. Times have their offset
from UTC. Numbers have a decimal point. A text that begins like a formula has an apostrophe before
it. Units are UCUM. A key with a point stands in a record within the record.
"""


def dictionary_csv(tables: Iterable[Table]) -> str:
    """The dictionary as a table."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADINGS)
    for table in tables:
        for one in table.all:
            writer.writerow(
                [
                    table.name,
                    one.name,
                    one.label,
                    one.kind.value,
                    one.unit,
                    one.decimals,
                    one.loinc,
                    one.meaning,
                ]
            )
    return text.getvalue()


def dictionary_text(tables: Iterable[Table]) -> str:
    """The dictionary to be read."""
    parts = [_OPENING]
    for table in tables:
        heading = f"tables/{table.name}.csv"
        parts += ["", heading, "-" * len(heading), table.about, ""]
        for one in table.all:
            told = [one.kind.value, one.unit]
            told += [f"{one.decimals} decimals"] if one.decimals not in ("", "0") else []
            told += [f"LOINC {one.loinc}"] if one.loinc else []
            parts.append(f"{one.name}: {one.label} ({', '.join(part for part in told if part)})")
            parts += [f"    {one.meaning}"] if one.meaning else []
    return "\n".join(parts) + "\n"
