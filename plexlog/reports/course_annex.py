"""The annex of a course report: products by lot and donation number, machines, sets, supplies."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from plexlog.domain import wording
from plexlog.domain.records import Bag
from plexlog.reports.course_input import CourseInput, number_words
from plexlog.reports.model import Block, Column
from plexlog.reports.summary_input import SummaryInput
from plexlog.reports.summary_tables import (
    bag_identity,
    bag_name,
    given_words,
    product_of,
    supplied,
    table,
)

PRODUCT_COLUMNS = (
    Column(heading="Fluid"),
    Column(heading="Product"),
    Column(heading="Lot"),
    Column(heading="Donation number"),
    Column(heading="Group"),
    Column(heading="Expires"),
    Column(heading="Bags", is_number=True),
    Column(heading="Given", unit="mL", is_number=True),
    Column(heading="Sessions"),
)
CIRCUIT_COLUMNS = (
    Column(heading="What"),
    Column(heading="Name, lot, expiry"),
    Column(heading="Sessions"),
)


def products(facts: CourseInput) -> Iterator[Block]:
    """Fluids by product, lot and donation number, with the sessions that had them."""
    hung = [
        (bag_identity(bag), one.session.number, bag)
        for one in facts.sessions
        for bag in one.session.bags or ()
    ]
    hung.sort(key=lambda each: each[:2])
    if hung:
        yield table(
            PRODUCT_COLUMNS,
            (
                _product_row([(number, bag) for _, number, bag in same])
                for _, same in groupby(hung, key=lambda each: each[0])
            ),
        )


def _product_row(hung: list[tuple[int, Bag]]) -> Iterator[str]:
    first = hung[0][1]
    rhd = f" {first.rhd.label}" if first.rhd else ""
    yield bag_name(first)
    yield product_of(first)
    yield first.lot or ""
    yield f"{first.din} {first.din_check or ''}".strip() if first.din else ""
    yield f"{first.abo.label}{rhd}" if first.abo else ""
    yield wording.day(first.expires_on)
    yield wording.number(len(hung))
    yield given_words([bag for _, bag in hung])
    yield number_words(number for number, _ in hung)


def circuits(facts: CourseInput) -> Iterator[Block]:
    """Machines, sets, supplies and locks with their lots, and the sessions that had them."""
    used: dict[tuple[str, str], list[SummaryInput]] = {}
    for one in facts.sessions:
        for what in dict.fromkeys(_used(one)):
            used.setdefault(what, []).append(one)
    if used:
        rows = sorted(used.items(), key=lambda row: row[0])
        yield table(
            CIRCUIT_COLUMNS,
            (
                (what, name, number_words(one.session.number for one in had))
                for (what, name), had in rows
            ),
        )


def _used(facts: SummaryInput) -> Iterator[tuple[str, str]]:
    session = facts.session
    if session.machine:
        serial = f", serial {session.machine.serial}" if session.machine.serial else ""
        yield "machine", f"{session.machine.model}{serial}"
    if session.circuit_set:
        yield "set", supplied(session.circuit_set)
    for supply in session.supplies or ():
        yield supply.kind.label, supplied(supply)
    for lock in (session.close.locks if session.close else None) or ():
        if lock.lot:
            yield "catheter lock", f"{lock.agent.label}, lot {lock.lot}"
    for drug in session.drugs_given or ():
        if drug.lot:
            expires = f", expires {wording.day(drug.expires_on)}" if drug.expires_on else ""
            yield "drug", f"{drug.drug}, lot {drug.lot}{expires}"
