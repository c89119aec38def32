"""The seeds as they stand, for the contracts about them."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from plexlog.domain.facts import Fact
from plexlog.storage.seed_files import read_seeds

ROOT = Path(__file__).resolve().parents[2]
FACTS = read_seeds(ROOT / "seeds")

F = TypeVar("F", bound=Fact)


def of(kind: type[F]) -> list[F]:
    """The seeds of one kind."""
    return [fact for fact in FACTS if isinstance(fact, kind)]
