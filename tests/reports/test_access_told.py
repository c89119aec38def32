"""What is told of an access after the order: in the course report, and after a signature."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plexlog.domain.access_told import corrected, told_in
from plexlog.domain.moments import Moment
from plexlog.domain.records import AccessDevice, Lumen
from plexlog.domain.unit import DeviceChange
from plexlog.domain.words import AccessKind, Side
from plexlog.reports.course_report import course_report
from plexlog.reports.patient_letter import APPLIES
from plexlog.reports.session_summary import SummaryInput, session_summary
from tests.reports.cases import SIGNED, section_text, summary_of
from tests.reports.courses import report_of

LINE = AccessDevice(
    id="cath",
    kind=AccessKind.NON_TUNNELLED_CATHETER,
    side=Side.RIGHT,
    site="internal-jugular",
    inserted_on=date(2026, 9, 6),
)
OUT = replace(LINE, removed_on=date(2026, 9, 12), removal_reason="no longer needed")
LEFT = replace(LINE, side=Side.LEFT)


def version(
    device: AccessDevice, why: str = "", at: str = "2026-09-12T10:05+02:00"
) -> DeviceChange:
    return DeviceChange(device=device, by="Anna Birke", at=Moment.parse(at), why=why)


@pytest.mark.parametrize(
    ("before", "after", "words", "corrections"),
    [
        (LINE, OUT, "removed 2026-09-12: no longer needed", ()),
        (LINE, replace(OUT, removal_reason=None), "removed 2026-09-12", ()),
        (
            OUT,
            LINE,
            "in place after all (was removed 2026-09-12)",
            ("removed_on", "removal_reason"),
        ),
        (LINE, LEFT, "side left (was right)", ("side",)),
        (LINE, replace(LINE, side=None), "side not recorded (was right)", ("side",)),
        (LINE, replace(LINE, lot="L-1", tip_confirmed=True), "lot L-1; tip confirmed yes", ()),
        (
            OUT,
            replace(OUT, removed_on=date(2026, 9, 13)),
            "removed on 2026-09-13 (was 2026-09-12)",
            ("removed_on",),
        ),
        (
            replace(LINE, lumens=(Lumen(name="red"),), tip_confirmed=False),
            replace(
                LINE,
                lumens=(Lumen(name="red", volume_ml=Decimal("1.3")), Lumen(name="blue")),
                tip_confirmed=True,
                removed_on=date(2026, 9, 12),
            ),
            (
                "removed 2026-09-12; tip confirmed yes (was no); "
                "lumens red 1.3\u202fmL and blue (was red)"
            ),
            ("tip_confirmed", "lumens"),
        ),
        (LINE, LINE, "", ()),
    ],
)
def test_what_is_told_later_is_said_beside_what_stood(
    before: AccessDevice, after: AccessDevice, words: str, corrections: tuple[str, ...]
) -> None:
    assert told_in(before, after).replace("\u00a0", "\u202f") == words
    assert corrected(before, after) == corrections


def signed(*versions: DeviceChange, device: AccessDevice = LINE) -> SummaryInput:
    """A signed session by a line, with what was told of the line until now."""
    facts = summary_of("gbs-albumin-five", "s2")
    session = replace(facts.session, access_device_id=device.id)
    course = replace(facts.course, access_devices=(device,))
    return replace(
        facts, course=course, session=session, signatures=(SIGNED,), device_changes=versions
    )


def summary_text(facts: SummaryInput) -> str:
    report = session_summary(facts)
    lines = [line.text for line in report.bottom_line]
    return "\n".join((*lines, section_text(report, "Access")))


def test_a_correction_after_the_signature_is_told_first_with_who_when_and_why() -> None:
    text = summary_text(signed(version(LINE), version(LEFT, "the drawing was mirrored")))

    told = "side left (was right) (Anna Birke, 2026-09-12 10:05; reason: the drawing was mirrored)"
    assert f"ACCESS CHANGED after signing: {told}" in text
    assert f"CHANGED since the signature: {told}." in text
    assert "right internal jugular" in session_words(signed(version(LEFT)))


def session_words(facts: SummaryInput) -> str:
    return section_text(session_summary(facts), "Session")


def test_a_removal_after_the_signature_is_told_and_is_no_correction() -> None:
    other = version(replace(LEFT, id="other"))
    text = summary_text(signed(version(LINE), other, version(OUT)))

    assert "ACCESS CHANGED" not in text
    told = "removed 2026-09-12: no longer needed (Anna Birke, 2026-09-12 10:05)."
    assert f"Told since the signature: {told}" in text


def test_what_stood_when_it_was_signed_is_not_told_again() -> None:
    assert "since the signature" not in summary_text(signed(version(LINE), version(LINE)))
    there = signed(version(LEFT), version(LINE, "corrected before"))
    assert "since the signature" not in summary_text(there)


def test_a_version_that_nobody_signed_over_is_told_though_it_is_the_first() -> None:
    """Somebody has changed the only row past the program."""
    assert "CHANGED since the signature: side left (was right)" in summary_text(
        signed(version(LEFT))
    )


def test_of_a_session_that_is_open_or_had_no_access_nothing_is_told() -> None:
    told = (version(LINE), version(LEFT, "mirrored"))

    assert "since" not in summary_text(replace(signed(*told), signatures=()))
    none = signed(*told)
    none = replace(none, course=replace(none.course, access_devices=()))
    assert "since" not in summary_text(none)


def test_a_letter_tells_of_no_line_that_was_taken_out_since() -> None:
    assert APPLIES["line-in-place"](signed(version(LINE)))
    assert APPLIES["line-in-place"](signed())
    assert not APPLIES["line-in-place"](signed(version(LINE), version(OUT)))
    ahead = replace(
        signed(version(LINE), version(OUT)), printed_at=Moment.parse("2026-09-11T08:00Z")
    )
    assert APPLIES["line-in-place"](ahead)
    none = signed()
    none = replace(none, course=replace(none.course, access_devices=()))
    assert not APPLIES["line-in-place"](none)
    assert not APPLIES["needle-in-vein"](none)


def test_the_course_report_has_the_history_of_each_access() -> None:
    facts = report_of("gbs-albumin-five")
    other = replace(LINE, id="other", kind=AccessKind.PORT)
    facts = replace(
        facts,
        course=replace(facts.course, access_devices=(OUT, other, replace(other, id="third"))),
        device_changes=(
            version(LINE),
            version(LINE, "nothing new"),
            version(LEFT, "a slip"),
            version(replace(OUT, side=Side.LEFT)),
            version(other),
        ),
    )

    report = course_report(facts)
    text = section_text(report, "Access")

    assert "Side left (was right)" in text
    assert "a slip" in text
    assert "nothing new" not in text
    assert "Removed 2026-09-12: no longer needed" in text
    assert "Anna Birke\n2026-09-12 10:05" in text
    assert "7" in text  # line days, until the removal
