"""A password that was typed for a later signature is on no file."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.registry import MIGRATIONS


@MIGRATIONS()
def m025_no_passwords_in_drafts(tables: Any) -> None:
    """Take the password out of drafts that hold one, and overwrite what that frees.

    Earlier versions kept the box of it with the others of its dialog; it was the only hidden box
    that a draft ever held.
    """
    tables.conn.execute("PRAGMA secure_delete = ON")
    tables.conn.execute('UPDATE "draft" SET "texts" = json_remove("texts", \'$.later_password\')')
    tables.conn.execute('DELETE FROM "draft" WHERE "texts" = \'{}\'')
    tables.conn.execute("PRAGMA secure_delete = OFF")
