"""What the rules say and what the figures are: unchanged from what people have read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clinical.told import FIGURES, SENTENCES, figures, sentences

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("path", "make"), [(SENTENCES, sentences), (FIGURES, figures)])
def test_everything_said_is_what_was_read(path: str, make: Callable[[], str]) -> None:
    kept = (ROOT / path).read_text("utf-8").splitlines()

    for line, was in zip(make().splitlines(), kept, strict=True):
        assert line == was
