"""Course documents and key files of any content are taken or refused, each with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plexlog.clinical.rules import RuleFacts
from plexlog.domain.errors import RefusedError, StoreError
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course
from plexlog.exchange.course_document import read_course
from plexlog.storage import key_file
from tests.fuzz.spoiled import is_said, spoiled_bytes, spoiled_json, tried
from tests.storage.old_files import FILES

CASE = (Path(__file__).parents[1] / "cases" / "ttp-plasma-daily.json").read_bytes()
KEYS = (FILES / "v001.keys").read_bytes()
NOW = Moment.parse("2030-01-01T12:00Z")
FACTS = RuleFacts()


def look(source: bytes) -> None:
    """Take it, or say why not at least once."""
    try:
        assert isinstance(read_course(source, FACTS, NOW), Course)
    except RefusedError as refused:
        has_reasons(refused)


def has_reasons(refused: RefusedError) -> None:
    assert refused.refusals
    assert all(one.place and one.reason for one in refused.refusals)


@tried(60)
@given(st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_no_course(source: bytes) -> None:
    with pytest.raises(RefusedError):
        read_course(source, FACTS, NOW)


@tried(25)
@given(spoiled_bytes(CASE))
def test_a_course_with_spoiled_bytes_is_taken_or_refused(source: bytes) -> None:
    look(source)


@tried(60)
@given(spoiled_json(CASE))
def test_a_course_with_anything_anywhere_is_taken_or_refused(source: bytes) -> None:
    look(source)


@tried(150)
@given(st.binary(max_size=300) | spoiled_bytes(KEYS) | spoiled_json(KEYS))
def test_a_key_file_of_any_content_is_read_or_told_as_damaged(
    tmp_path: Path, source: bytes
) -> None:
    path = tmp_path / "unit.plexlog"
    key_file.key_path(path).write_bytes(source)

    try:
        assert isinstance(key_file.read_keys(path), key_file.Keys)
    except StoreError as error:
        is_said(error)
