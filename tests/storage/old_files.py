"""Files of earlier versions, filled, as the programs of their time left them.

`files/vNNN.sql` is the whole content of such a file as statements, `files/vNNN.keys` its keys.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from plexlog.storage import vault
from plexlog.storage.database import connect_with
from plexlog.storage.key_file import key_path, read_keys
from tests.storage.ward import LOGIN, PASSWORD

FILES = Path(__file__).parent / "files"


def put_down(version: int, path: Path) -> None:
    """Make the file of a version at a place, with its keys beside it."""
    name = f"v{version:03d}"
    key_path(path).write_bytes((FILES / f"{name}.keys").read_bytes())
    opened = vault.open_with_password(read_keys(path), LOGIN, PASSWORD)
    with closing(connect_with(path, opened.page_key, "rwc")) as connection:
        script = (FILES / f"{name}.sql").read_text("utf-8")
        connection.executescript(f"BEGIN;\n{script}COMMIT;\n")  # once to the disk, not each one
