"""The versions of an order: when, by whom, why, what each changed, and what ran under it."""

from __future__ import annotations

from collections.abc import Iterator

from plexlog.clinical.order_words import OrderLabels, part_changes
from plexlog.domain import wording
from plexlog.domain.unit import OrderChange
from plexlog.reports.course_input import CourseInput, session_words
from plexlog.reports.model import Block, Column
from plexlog.reports.summary_opening import access_words
from plexlog.reports.summary_tables import table


def labels_of(facts: CourseInput) -> OrderLabels:
    """What a report calls what an order has by code."""
    return OrderLabels(
        devices={one.id: access_words(one) for one in facts.course.access_devices or ()},
        indications=facts.labels.indications,
        stop_rules=facts.stop_rules,
        stop_quantities=facts.stop_quantities,
    )


VERSION_COLUMNS = (
    Column(heading="Order"),
    Column(heading="Ordered"),
    Column(heading="Entered"),
    Column(heading="Why"),
    Column(heading="Changed"),
    Column(heading="Run under it"),
)


def versions(facts: CourseInput) -> Iterator[Block]:
    """Each version of the order: when, by whom, why, what it changed, and what ran under it."""
    changes = facts.order_changes
    if len(changes) > 1:
        befores = (None, *changes)
        rows = (
            _version(facts, before, one) for before, one in zip(befores, changes, strict=False)
        )
        yield table(VERSION_COLUMNS, list(rows))


def _version(facts: CourseInput, before: OrderChange | None, one: OrderChange) -> tuple[str, ...]:
    changed = "first order"
    if before is not None:
        parts = [one.was_words for one in part_changes(before.order, one.order, labels_of(facts))]
        changed = "\n".join(parts) or "nothing but who gave it"
    ran = [each for each in facts.sessions if each.order_version == one.version]
    return (
        f"Version {one.version}",
        f"{one.ordered_by}\n{wording.moment(one.order.ordered_at)}",
        f"{one.by}\n{wording.moment(one.at)}",
        one.why,
        changed,
        session_words(ran) if ran else "none",
    )
