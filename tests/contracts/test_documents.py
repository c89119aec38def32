"""Documents are true: fresh where they are generated, and their links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.contracts import generated
from tests.contracts.sizes import ROOT, modules

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
NAMED = re.compile(r"\bdocs/[\w./-]+\.(?:md|png)\b")
DECISION_PARTS = ("Status", "Problem", "Choice", "Alternatives")

every_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)


def test_generated_documents_are_fresh() -> None:
    assert generated.stale() == []


def test_a_stale_document_is_told_and_written_again(tmp_path: Path) -> None:
    before = generated.stale(tmp_path)

    generated.write(tmp_path)

    assert before == list(generated.DOCUMENTS)
    assert generated.stale(tmp_path) == []


@every_document
def test_links_lead_somewhere(path: Path) -> None:
    links = [link for link in LINK.findall(path.read_text("utf-8")) if "://" not in link]

    broken = [link for link in links if not _leads_somewhere(path, link)]

    assert broken == []


def _leads_somewhere(document: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = document.parent / name if name else document
    return target.exists() and (not anchor or anchor in _anchors(target))


def _anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", document.read_text("utf-8"), re.MULTILINE)
    kept = [re.sub(r"[^\w\s-]", "", heading.lower()) for heading in headings]
    return {re.sub(r"\s", "-", heading) for heading in kept}


def test_documents_that_code_names_exist() -> None:
    named = {
        (path, name)
        for path, source in modules()
        if not path.startswith("tests/contracts/")
        for name in NAMED.findall(source)
    }

    assert {(path, name) for path, name in named if not (ROOT / name).exists()} == set()


def test_decisions_are_numbered_without_gaps() -> None:
    names = sorted(path.name for path in (ROOT / "docs/decisions").glob("*.md"))

    assert [name[:3] for name in names] == [f"{number:03}" for number in range(1, len(names) + 1)]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs/decisions").glob("*.md")), ids=lambda path: path.name
)
def test_a_decision_says_why_and_what_else_there_was(path: Path) -> None:
    headings = re.findall(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE)

    assert headings == list(DECISION_PARTS)
