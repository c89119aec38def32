"""The data dictionary: every quantity of the catalogue as a table for readers.

Writes text only; `docs/fields.md` is made from it and a contract test keeps it fresh.
"""

from __future__ import annotations

from collections.abc import Iterable

from plexlog.domain.fields import Catalogue, Limits, NumberField

_OPENING = """\
# Fields

Every measured quantity, as `plexlog/domain/catalogue.py` declares it. Written by `python3 dev.py
docs`; do not edit. Bounds are inside a range. What lies outside the *possible* range is refused,
outside the *plausible* one asked about, outside the *usual* one flagged.
"""
_HEADINGS = (
    "Key",
    "Label",
    "Unit (UCUM)",
    "Decimals",
    "Recorded at",
    "Possible",
    "Plausible",
    "Usual",
    "LOINC",
)


def fields_markdown(catalogue: Catalogue) -> str:
    """The data dictionary in Markdown."""
    declared = tuple(catalogue)
    table = [_HEADINGS, tuple("---" for _ in _HEADINGS), *map(_row, declared)]
    lines = [f"| {' | '.join(row)} |" for row in table]
    parts = [
        _OPENING,
        "\n".join(lines),
        _section("What they mean", ((of.code, of.help) for of in declared)),
        _section("Where the ranges come from", ((of.code, of.source) for of in declared)),
        _section("Why there is no LOINC code", ((of.code, of.without_loinc) for of in declared)),
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _row(declared: NumberField) -> tuple[str, ...]:
    label = declared.label
    if declared.heading != label:
        label += f" ({declared.heading})"
    return (
        f"`{declared.code}`",
        label,
        f"{declared.shown_unit} (`{declared.unit}`)".strip(),
        str(declared.decimals),
        ", ".join(declared.places),
        *(_range(limits) for limits in (declared.possible, declared.plausible, declared.usual)),
        declared.loinc or "none",
    )


def _range(limits: Limits) -> str:
    return "" if limits == Limits() else str(limits)


def _section(title: str, rows: Iterable[tuple[str, str]]) -> str:
    """What is said of several quantities, each saying once, with those it is said of."""
    codes_of: dict[str, list[str]] = {}
    for code, saying in rows:
        if saying:
            codes_of.setdefault(saying, []).append(f"`{code}`")
    if not codes_of:
        return ""
    lines = [f"- {', '.join(codes)}: {saying}" for saying, codes in codes_of.items()]
    return "\n".join([f"\n## {title}\n", *lines])
