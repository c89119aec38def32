"""JSON in and out: stricter than the standard, and no number changes its spelling."""

from __future__ import annotations

import re
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plexlog.domain import json_text
from plexlog.domain.errors import RefusedError

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=3)
PLAIN = st.recursive(
    st.booleans() | TEXTS | NUMBERS | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def reason_for(source: bytes) -> str:
    with pytest.raises(RefusedError) as refused:
        json_text.parse(source)
    assert refused.value.refusals[0].place == "document"
    return refused.value.refusals[0].reason


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (b'{"a": 1', "is not JSON: .*line 1 column 8"),
        (b"", "is not JSON"),
        (b'{"a": 1} x', "is not JSON: Extra data"),
        (b'{"a": "\x01"}', "is not JSON: Invalid control character"),
        (b'{"a": NaN}', "holds NaN, which is not a number"),
        (b'{"a": -Infinity}', "holds -Infinity, which is not a number"),
        (b'{"a": 1, "b": 2, "a": 1}', "holds the key 'a' twice"),
        (b'"\xff"', "is not UTF-8 at byte 1"),
        (b"[" * 33 + b"]" * 33, "is nested deeper than 32"),
        (b"1e99999999999999999999", "a number that cannot be read"),
        (b"1e999999999", "more digits than can be kept"),
        (b"1e-999999999", "more digits than can be kept"),
        (b"1" * 1000, "more digits than can be kept"),
        (b"// no\n1", "is not JSON"),
    ],
)
def test_what_is_no_exact_json_is_refused_with_its_reason(source: bytes, reason: str) -> None:
    given_reason = reason_for(source)

    assert re.search(reason, given_reason), given_reason


def test_a_file_over_sixteen_mebibytes_is_refused_unread() -> None:
    assert "at most 16777216" in reason_for(b" " * (json_text.MOST_BYTES + 1))


def test_brackets_within_texts_do_not_nest() -> None:
    source = b'["' + b"[" * 50 + b'", "\\"[[[", 1]'

    assert json_text.parse(source)[0] == "[" * 50


def test_depth_of_exactly_thirty_two_is_read() -> None:
    assert json_text.parse(b"[" * 32 + b"]" * 32) is not None


def test_a_hostile_text_is_refused_in_no_time() -> None:
    began = time.perf_counter()

    reason_for(b'\\"' * 500_000)
    reason_for(b'{"k":0,' + b",".join(b'"%d":0' % n for n in range(50_000)) + b',"k":0}')

    assert time.perf_counter() - began < 5


def test_a_byte_order_mark_is_taken() -> None:
    assert json_text.parse(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


@pytest.mark.parametrize("spelling", ["1.0", "36.70", "0", "-0.5", "100000", "1E+2"])
def test_a_number_keeps_its_spelling(spelling: str) -> None:
    assert json_text.dump(json_text.parse(spelling.encode())) == spelling


@given(PLAIN)
def test_what_is_written_reads_back(value: object) -> None:
    assert json_text.parse(json_text.dump(value).encode()) == value
    assert json_text.parse(json_text.dump(value, indent=1).encode()) == value


def test_an_indented_text_is_laid_out_one_member_a_line() -> None:
    written = json_text.dump({"a": [Decimal("1.0"), "é"], "b": {}, "c": [], "d": None}, indent=1)

    assert written == ('{\n "a": [\n  1.0,\n  "é"\n ],\n "b": {},\n "c": [],\n "d": null\n}')


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": Decimal("1.0"), "b": [Decimal("0.00")]}, {"b": [Decimal(0)], "a": Decimal(1)}),
        ({"a": {"c": 1, "b": True}}, {"a": {"b": True, "c": 1}}),
        ({"a": Decimal("1E+2")}, {"a": Decimal(100)}),
    ],
)
def test_one_content_has_one_canonical_text(one: object, other: object) -> None:
    assert json_text.canonical(one) == json_text.canonical(other)


def test_many_digits_under_an_own_key_are_kept_to_the_last() -> None:
    long = Decimal("0." + "7" * 60)

    assert json_text.canonical({"x_a": long}) == '{"x_a":' + str(long) + "}"


def test_different_contents_differ() -> None:
    assert json_text.canonical({"a": "1"}) != json_text.canonical({"a": Decimal(1)})
