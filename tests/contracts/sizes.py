"""How long modules, classes and functions are, and how many parameters they take.

Run by `python3 dev.py lint`; beyond these bounds there is a missing idea, not a missing line.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("plexlog", "ui", "tests", "benchmarks")

MODULE_LINES = 500
CLASS_LINES = 300
FUNCTION_LINES = 50
TEST_FUNCTION_LINES = 40
SCREEN_CONSTRUCTOR_LINES = 50
PARAMETERS = 6

# Long lists are easy to read: nothing but declarations stands in these.
LISTS = ("plexlog/domain/catalogue.py", "plexlog/storage/migrations")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class TooLarge:
    """One part that is beyond its bound."""

    path: str
    line: int
    what: str
    size: int
    bound: int

    def __str__(self) -> str:
        """Where it is, and by how much."""
        return f"{self.path}:{self.line}: {self.what}: {self.size}, at most {self.bound}"


def too_large(path: str, source: str) -> Iterator[TooLarge]:
    """The parts of a module that are beyond their bounds."""
    lines = len(source.splitlines())
    if lines > MODULE_LINES and not path.startswith(LISTS):
        yield TooLarge(path, 1, "lines of the module", lines, MODULE_LINES)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef) and _lines(node) > CLASS_LINES:
            yield TooLarge(
                path, node.lineno, f"lines of class {node.name}", _lines(node), CLASS_LINES
            )
        elif isinstance(node, Function):
            yield from _of_function(path, node)


def _of_function(path: str, node: Function) -> Iterator[TooLarge]:
    bound = TEST_FUNCTION_LINES if node.name.startswith("test_") else FUNCTION_LINES
    if _lines(node) > bound:
        yield TooLarge(path, node.lineno, f"lines of {node.name}", _lines(node), bound)
    taken = _parameters(node)
    if taken > PARAMETERS:
        yield TooLarge(path, node.lineno, f"parameters of {node.name}", taken, PARAMETERS)


def _lines(node: ast.ClassDef | Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _parameters(node: Function) -> int:
    """How many values a caller hands in: neither `self` nor `cls`."""
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return len([one for one in given if one.arg not in ("self", "cls")])


def modules(root: Path = ROOT) -> Iterator[tuple[str, str]]:
    """Path from the root, and text, of every module of the project."""
    for path in [root / "dev.py", *(found for name in FOLDERS for found in _below(root / name))]:
        yield path.relative_to(root).as_posix(), path.read_text("utf-8")


def _below(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def main() -> int:
    """Print what is too large; 1 when anything is."""
    found = [part for path, source in modules() for part in too_large(path, source)]
    for part in found:
        sys.stdout.write(f"{part}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
