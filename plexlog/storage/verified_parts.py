"""Whether the search finds every patient by every part of a name, and holds nothing of others."""

from __future__ import annotations

import math
from collections.abc import Iterator

from plexlog.domain.progress import Progress
from plexlog.domain.unit import Problem
from plexlog.storage.database import Database
from plexlog.storage.mapping import to_json
from plexlog.storage.patient_parts import TABLE, parts_of
from plexlog.storage.places_of_rows import placed

_AT_ONCE = 200
_PAGE = (
    'SELECT rowid, "key", "family_name", "given_name", "folded" FROM "patient"'
    " WHERE rowid > ? ORDER BY rowid LIMIT ?"
)
_HELD = (
    f'SELECT count(*) FROM json_each(?) j CROSS JOIN "{TABLE}" f'  # noqa: S608
    ' ON f."part" = j."value" AND f."of_patient" = ?'
)


def wrong_parts(database: Database, progress: Progress) -> Iterator[Problem]:
    """Patients whom a search would miss, and what the index holds of nobody who is on file."""
    (of,) = database.rows('SELECT count(*) FROM "patient"')[0]
    after, done, right = -math.inf, 0, 0
    while found := database.rows(_PAGE, (after, _AT_ONCE)):
        for _rowid, key, *names in map(tuple, found):
            parts = parts_of(*names)
            (held,) = database.rows(_HELD, (to_json(parts), key))[0]
            right += held
            if held < len(parts):
                what = (
                    "is not found by every part of name, number and birth date; "
                    "found again once the patient is corrected"
                )
                yield placed(database, Problem(where=f"patient {key}", what=what), "patient", key)
        after, done = found[-1][0], done + len(found)
        progress.at("search for patients", done, of)
    (held,) = database.rows(f'SELECT count(*) FROM "{TABLE}"')[0]  # noqa: S608
    if held > right:
        what = "holds parts of names, numbers or birth dates that no patient on file has"
        yield Problem(where="search for patients", what=what)
