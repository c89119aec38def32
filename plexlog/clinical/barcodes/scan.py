"""One scan: what it says, and whether that is what a field waits for."""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.clinical.barcodes.elements import Element, Kind
from plexlog.domain.errors import UnreadableError


class ScanError(UnreadableError):
    """A scan cannot be read, or is not what was wanted; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What one press of the scanner said: one element, or several of one label."""

    standard: str  # ISBT 128, GS1, or the keyboard
    elements: tuple[Element, ...]
    is_compound: bool = False  # several in one bar code, counted by it

    def of(self, kind: Kind) -> Element | None:
        """The element of a kind, where there is one."""
        return next((element for element in self.elements if element.kind is kind), None)

    @property
    def words(self) -> str:
        """What it is, as said to a nurse."""
        said = [element.words for element in self.elements]
        return " and ".join([", ".join(said[:-1]), said[-1]] if said[1:] else said)


def expect(scan: Scan, wanted: Kind) -> Element:
    """The element that a field waits for.

    Raises ScanError that names what was scanned instead.
    """
    found = scan.of(wanted)
    if found is None:
        raise ScanError(
            f"This is {_article(scan.words)} ({scan.standard}), not {_article(wanted)}. "
            f"Scan the bar code of the {wanted}."
        )
    return found


def _article(words: str) -> str:
    return f"{'an' if words[:1] in 'aeiou' else 'a'} {words}"
