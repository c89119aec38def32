"""Documents that are made from declarations, and whether they are fresh.

`python3 dev.py lint` checks them, `python3 dev.py docs` writes them again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from plexlog.clinical.rulebook import rules_markdown
from plexlog.clinical.validation_page import validation_markdown
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.dictionary import fields_markdown
from plexlog.domain.roles import roles_markdown
from tests.clinical import told

ROOT = Path(__file__).resolve().parents[2]

DOCUMENTS: dict[str, Callable[[], str]] = {
    "docs/fields.md": lambda: fields_markdown(CATALOGUE),
    "docs/rules.md": lambda: rules_markdown(told.examples()),
    "docs/validation.md": validation_markdown,
    "docs/roles.md": roles_markdown,
    told.SENTENCES: told.sentences,
    told.FIGURES: told.figures,
}


@cache
def made(path: str) -> str:
    """A document as the declarations have it."""
    return DOCUMENTS[path]()


def stale(root: Path = ROOT) -> list[str]:
    """The documents that do not say what the declarations say."""
    return [path for path in DOCUMENTS if _text(root / path) != made(path)]


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def write(root: Path = ROOT) -> None:
    """Write all documents again."""
    for path in DOCUMENTS:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(made(path), "utf-8")


def main(arguments: list[str]) -> int:
    """Write with `--write`; else say what is stale, and 1 when anything is."""
    if "--write" in arguments:
        write()
    found = stale()
    for path in found:
        sys.stdout.write(f"{path} is stale: run python3 dev.py docs\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
