"""How a course leaves the program; the functions are handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from plexlog.services.desk import Desk


@dataclass(frozen=True, kw_only=True)
class GoingOut:
    """What makes documents and files; each raises PlexlogError with a sentence."""

    course_document: Callable[[Desk, str], str]
    course_pdf: Callable[[Desk, str], bytes]
    write_text: Callable[[Path, str], None]
    write_bytes: Callable[[Path, bytes], None]
