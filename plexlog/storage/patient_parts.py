"""The index of parts of words by which patients are found: what it holds, and who keeps it.

Every ending of every word of name, number and birth date is a row, so that whatever part of a word
is typed is the beginning of a row. Triggers keep it in the transaction that changes a patient. It
can be made anew from the patients at any time, so the history does not know it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from plexlog.domain.searching import compared, letters
from plexlog.storage.guards import trigger

TABLE = "patient_part"
LONGEST = 16  # letters of an ending; the rest of a longer word is looked up in the patient
FAMILY, WORD, INSIDE = "012"  # how a row begins: where in the name it stands, the best place first
ALIKE = "3"  # the initial of the given name with the letters of the family name
_LAST = "\U0010ffff"  # after every letter
_READ = ("family_name", "given_name", "folded")


def parts_of(family_name: str, given_name: str, kept: str) -> list[str]:
    """What the index holds of a patient; `kept` is their name, number and birth date unaccented.

    A change of this takes a migration that fills the index anew.
    """
    found = {alike_part(family_name, given_name)}
    for number, word in enumerate(compared(kept).split()):
        found.add(f"{WORD if number else FAMILY}{word[:LONGEST]}")
        found.update(f"{INSIDE}{word[at : at + LONGEST]}" for at in range(1, len(word)))
    return sorted(found)


def alike_part(family_name: str, given_name: str) -> str:
    """By what patients are held beside others whose name could be taken for theirs."""
    return f"{ALIKE}{letters(given_name)[:1]} {letters(family_name)}"


def spans(word: str) -> list[tuple[str, str]]:
    """From where to where the index holds a word or part of one, the best place first."""
    return [beginning(f"{place}{word[:LONGEST]}") for place in (FAMILY, WORD, INSIDE)]


def beginning(part: str) -> tuple[str, str]:
    """From where to where all begins with this."""
    return part, part + _LAST


def parts_in_json(family_name: str, given_name: str, kept: str) -> str:
    """The same for the triggers."""
    return json.dumps(parts_of(family_name, given_name, kept))


def keeping(tables: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The triggers that keep the index, where there is one.

    Who goes, goes with every row, however those were made; that reads the index from end to end.
    """
    if TABLE not in tables:
        return
    come = (
        f'INSERT OR IGNORE INTO "{TABLE}" ("part", "of_patient")'  # noqa: S608
        f' SELECT "value", NEW."key" FROM {_listed("NEW")}'
    )
    go = f'DELETE FROM "{TABLE}" WHERE "of_patient" = OLD."key"'  # noqa: S608
    changed = ", ".join(f'"{name}"' for name in _READ)
    yield trigger("patient_parts_come", 'AFTER INSERT ON "patient"', come)
    yield trigger(
        "patient_parts_change",
        f'AFTER UPDATE OF {changed} ON "patient"',
        f'{go} AND "part" IN (SELECT "value" FROM {_listed("OLD")});\n  {come}',  # noqa: S608
    )
    yield trigger("patient_parts_go", 'AFTER DELETE ON "patient"', go)


def _listed(row: str) -> str:
    given = ", ".join(f'{row}."{name}"' for name in _READ)
    return f"json_each(plexlog_parts({given}))"
