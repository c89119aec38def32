"""A zip that is written piece by piece, with a list of what is in it and the SHA-256 of each file.

Tables grow while other files are written; until then they are kept compressed in memory, so that
nothing of a patient lies on a disk but in the file that was asked for.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any


class Growing:
    """A text that grows, compressed."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(6)
        self._parts: list[bytes] = []

    def write(self, text: str) -> None:
        """Add to it."""
        self._parts.append(self._packer.compress(text.encode()))

    def read(self) -> Iterator[bytes]:
        """All of it, piece by piece; nothing can be added any more."""
        unpacker = zlib.decompressobj()
        for part in (*self._parts, self._packer.flush()):
            yield unpacker.decompress(part)
        yield unpacker.flush()


@dataclass
class Archive:
    """The zip being written."""

    file: IO[bytes]
    at: datetime
    files: list[dict[str, Any]] = field(default_factory=list)  # name, bytes, sha256

    def __post_init__(self) -> None:
        self._zip = zipfile.ZipFile(self.file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)

    def add(self, name: str, content: str | bytes | Iterable[bytes]) -> None:
        """Put one file in."""
        if isinstance(content, str):
            content = content.encode()
        pieces = (content,) if isinstance(content, bytes) else content
        info = zipfile.ZipInfo(name, self.at.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        digest, size = hashlib.sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as entry:
            for piece in pieces:
                entry.write(piece)
                digest.update(piece)
                size += len(piece)
        self.files.append({"name": name, "bytes": size, "sha256": digest.hexdigest()})

    def give_up(self) -> None:
        """Leave it unfinished; nobody is to write its end any more."""
        self._zip.fp = None

    def finish(self) -> None:
        """Write what makes it a whole zip."""
        self._zip.close()
