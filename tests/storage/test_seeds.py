"""Seed facts are loaded when their files change, and none is ever removed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plexlog.domain.facts import ActionFact, ChecklistItem, Fact, FluidFact
from plexlog.storage.seeds import Seeds
from plexlog.storage.unit_record import UnitRecord

ALBUMIN = FluidFact(
    code="albumin-5", label="Albumin 5 %", source="label", fluid="albumin", volumes_ml=(100, 250)
)
GELATIN = FluidFact(code="gelatin", label="Gelatin", source="label", fluid="gelatin")
IDENTIFY = ChecklistItem(
    code="identified", label="Identified", source="unit", step="identify", holds_step=True
)


class Shelf:
    """Seed files whose content a test sets."""

    def __init__(self, folder: Path) -> None:
        self.seeds = Seeds(folder, self.read)
        self.reads = 0
        self._facts: list[Fact] = []

    def holds(self, *facts: Fact) -> None:
        self._facts = list(facts)
        (self.seeds.folder / "all.txt").write_text(repr(facts))

    def read(self, _folder: Path) -> list[Fact]:
        self.reads += 1
        return self._facts


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "deeper").mkdir()
    return Shelf(folder)


def test_facts_come_back_as_they_were_read(record: UnitRecord, shelf: Shelf) -> None:
    shelf.holds(GELATIN, IDENTIFY, ALBUMIN)

    record.load_seeds(shelf.seeds)

    assert record.facts(FluidFact) == [GELATIN, ALBUMIN]
    assert record.facts(ChecklistItem) == [IDENTIFY]
    assert record.facts(ActionFact) == []
    assert record.verify() == []


def test_unchanged_files_are_not_read_again(record: UnitRecord, shelf: Shelf) -> None:
    shelf.holds(ALBUMIN)

    record.load_seeds(shelf.seeds)
    head = record.history_head()
    record.load_seeds(shelf.seeds)

    assert shelf.reads == 1
    assert record.history_head() == head


def test_changed_facts_are_changed_and_vanished_ones_retired(
    record: UnitRecord, shelf: Shelf
) -> None:
    shelf.holds(ALBUMIN, GELATIN, IDENTIFY)
    record.load_seeds(shelf.seeds)
    human = replace(ALBUMIN, label="Human albumin 5 %")

    shelf.holds(human)
    record.load_seeds(shelf.seeds)
    shelf.holds(human, IDENTIFY)
    record.load_seeds(shelf.seeds)

    assert record.facts(FluidFact) == [human]
    assert record.facts(ChecklistItem) == [IDENTIFY]
    rows = record.database.rows('SELECT "code" FROM "fact" WHERE "retired_at" IS NOT NULL')
    assert [row["code"] for row in rows] == ["gelatin"]
