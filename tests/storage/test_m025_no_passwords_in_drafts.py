"""A password that an earlier version kept with a half typed addendum is taken off the file."""

from __future__ import annotations

import json
from pathlib import Path

from plexlog.storage.database import Database
from plexlog.storage.history import Author
from plexlog.storage.schema import bring_up_to_date
from plexlog.storage.verification import verify
from tests.storage.test_m006_before import KEY, up_to
from tests.storage.ward import WardClock

SECRET = "seven swans fly"  # noqa: S105 - opens nothing


def test_the_password_goes_and_what_was_typed_with_it_stays(
    tmp_path: Path, clock: WardClock
) -> None:
    database = Database(tmp_path / "old.db", KEY, Author(clock, "st", "Anna Birke"), create=True)
    bring_up_to_date(database, KEY, up_to(24))
    drafts = {
        "dialog Addendum s1": {"text": "Rash", "why": "by phone", "later_password": SECRET},
        "dialog Countersign s1": {"later_password": SECRET},
        "order p1": {"note": "first", "rows": [{"name": "x"}]},
    }
    for form, texts in drafts.items():
        row = (form, json.dumps(texts), "Anna Birke", "2026-11-06T09:14+01:00")
        database.execute('INSERT INTO "draft" VALUES (?, ?, ?, ?)', row)

    bring_up_to_date(database, KEY)

    kept = {row["key"]: json.loads(row["texts"]) for row in database.rows('SELECT * FROM "draft"')}
    assert kept == {
        "dialog Addendum s1": {"text": "Rash", "why": "by phone"},
        "order p1": {"note": "first", "rows": [{"name": "x"}]},
    }
    assert verify(database) == []
    database.close()
