"""Whatever a scanner types, or somebody pastes, is read or refused in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plexlog.services import scanning
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.services.pasted_values import OF_THE_MACHINE, UnreadablePasteError, read_pasted
from plexlog.services.recording import start_run
from plexlog.services.scanning import Scan, ScanError
from tests.fuzz.spoiled import is_said, tried
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.ward import COURSE, prepare

PIECES = st.sampled_from(
    (
        "=A99992612345600",
        "=%5100",
        "=<E3048V00",
        "&>026365",
        "&{0123",
        "=+03000",
        "]C1",
        "]d2",
        "]Q3",
        "]E0",
        "\x1d",
        "0104012345678901",
        "17270131",
        "10LOT1",
        "21SERIAL",
        "(01)04012345678901",
        "(17)270231",
        "7003",
        "A9999 26 123456 00 K",
        "٣",
        "\u2028",
        "\x00",
        "\ud800",
    )
)
TYPED = st.lists(PIECES | st.text(max_size=6), max_size=6).map("".join) | st.text(max_size=600)


@tried(400)
@given(TYPED)
def test_any_scan_is_read_or_refused_in_words(text: str) -> None:
    scanning.looks_scanned(text)
    scanning.begins_a_scan(text)
    try:
        scan = scanning.read_scan(text)
        assert isinstance(scan, Scan)
        assert isinstance(scanning.bag_from_scan([scan]), dict)
        scanning.pack_from_scan(text)
    except ScanError as refused:
        is_said(refused)


@pytest.fixture(scope="module")
def running() -> OpenSession:
    desk = Desk(FakeStore(), FakeClock(), FakeSigner())
    key = desk.store.add_course(COURSE)
    session = OpenSession(desk, desk.store.sessions_of(key)[0].session_key)
    prepare(session)
    start_run(session)
    return session


CELLS = st.sampled_from(
    ("14:50", "14.55", "1000", "1e9", "-1", "NaN", "9" * 400, "", '"', "½", "\x00")
)
LINES = st.lists(st.lists(CELLS | st.text(max_size=8), max_size=5).map("\t".join), max_size=4)
HEAD = "\t".join(("time", *OF_THE_MACHINE[:4]))


@tried(80)
@given(LINES.map(lambda lines: "\n".join([HEAD, *lines])) | st.text(max_size=200))
def test_any_paste_is_told_row_by_row_or_refused_in_words(running: OpenSession, text: str) -> None:
    try:
        pasted = read_pasted(running, text)
    except UnreadablePasteError as refused:
        is_said(refused)
    else:
        assert all(row.why_not or row.at is not None for row in pasted.rows)
