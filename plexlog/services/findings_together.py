"""Findings that tell of one thing are one card: a fall of pressure that is a low pressure, too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from plexlog.domain.findings import Finding

TOLD_BY = {"systolic-fell": "systolic-low", "temperature-rose": "fever"}


def together(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, each that another one tells of at the same time taken into it."""
    listed = tuple(findings)
    by_code = {one.code: one for one in listed}
    taken = {one.code: by_code[TOLD_BY[one.code]] for one in listed if _is_told(one, by_code)}
    both = {major.code: by_code[minor] for minor, major in taken.items()}
    return tuple(_with(one, both.get(one.code)) for one in listed if one.code not in taken)


def codes_of(findings: Sequence[Finding], code: str) -> tuple[str, ...]:
    """The codes that an answer to a card answers: its own, and what was taken into it."""
    by_code = {one.code: one for one in findings}
    minors = (minor for minor, major in TOLD_BY.items() if major == code and minor in by_code)
    return (code, *(minor for minor in minors if _is_told(by_code[minor], by_code)))


def _is_told(finding: Finding, by_code: dict[str, Finding]) -> bool:
    major = by_code.get(TOLD_BY.get(finding.code, ""))
    return (
        major is not None
        and major.is_open
        and finding.is_open
        and major.at[-1:] == finding.at[-1:]
    )


def _with(finding: Finding, minor: Finding | None) -> Finding:
    if minor is None:
        return finding
    return replace(finding, what=f"{finding.what}, {minor.what.rpartition(', ')[2]}")
