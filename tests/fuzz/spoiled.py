"""Documents spoiled at random, and how many of them are tried."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.soak import IS_SOAK

MANY = 50 if IS_SOAK else 1  # as many times as usual
ANY_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def tried(examples: int) -> settings:
    """So many examples, and more in the long run; the machine may be slow."""
    return settings(
        max_examples=examples * MANY,
        deadline=None,
        derandomize=not IS_SOAK,  # the short run is the same each time
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


@st.composite
def spoiled_bytes(draw: st.DrawFn, whole: bytes) -> bytes:
    """The bytes with a few changed, some put in, some taken out or the end cut off."""
    made = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(made) - 1)))
        match draw(st.sampled_from(("change", "put in", "take out", "cut"))):
            case "change":
                made[at : at + 1] = draw(st.binary(min_size=1, max_size=4))
            case "put in":
                made[at:at] = draw(st.binary(min_size=1, max_size=8))
            case "take out":
                del made[at : at + draw(st.integers(1, 30))]
            case _:
                del made[at:]
    return bytes(made)


@st.composite
def spoiled_json(draw: st.DrawFn, whole: bytes) -> bytes:
    """The document with one of its parts exchanged for any other, at whatever depth."""
    document = json.loads(whole)
    place: Any = document
    while True:
        keys = list(range(len(place))) if isinstance(place, list) else list(place)
        if not keys:
            break
        key = draw(st.sampled_from(keys))
        if not isinstance(place[key], (dict, list)) or draw(st.integers(0, 3)) == 0:
            place[key] = draw(ANY_JSON)
            break
        place = place[key]
    return json.dumps(document).encode()


def is_said(refused: Exception) -> None:
    """What is refused is refused in words."""
    assert str(refused).strip()
