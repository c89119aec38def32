"""A number that may not be computable, with the inputs that are missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from plexlog.domain.shapes import Values

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Worked(Generic[T]):
    """A result, or the names of what is missing for it."""

    value: T | None
    missing: tuple[str, ...] = ()


def absent(inputs: Mapping[str, object]) -> tuple[str, ...]:
    """The names of the inputs that are not recorded."""
    return tuple(name for name, value in inputs.items() if value is None)


def number(values: Values | None, code: str) -> float | None:
    """The value of a quantity as a float; None: not recorded."""
    measured = (values or {}).get(code)
    return None if measured is None else float(measured.value)
