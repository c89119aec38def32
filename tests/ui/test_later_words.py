"""What came after the signature, as the card tells it."""

from __future__ import annotations

from dataclasses import replace

from plexlog.domain.said import Said
from tests.exchange.test_amendments import GIVEN
from ui.session.later_card import later_words


def test_of_a_value_that_was_amended_twice_the_last_amendment_holds() -> None:
    said = Said(value="before//weight_kg", label="Weight", was="78 kg", should_be="70 kg", why="x")
    first = replace(GIVEN, key="1", said=said.written)
    second = replace(GIVEN, key="2", said=replace(said, should_be="71 kg").written)

    told = later_words((first, second))

    assert told[0][1].endswith(
        "should be 70 kg. Reason: x This value was amended again: the last one holds."
    )
    assert told[1][1].endswith("should be 71 kg. Reason: x")
