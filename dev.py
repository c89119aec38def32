#!/usr/bin/env python3
"""Every command of the project: `python3 dev.py run | demo | test | lint | bench | docs | ...`.

Standard library only, for a bare Python 3.11. Each command first makes sure that `.venv` holds
what the lock says; when it does, that check costs a few milliseconds.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
IS_WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")
OLDEST = (3, 11)
AUDITOR = "pip-audit==2.10.1"  # in a venv of its own: it is no part of the lock
CODE = ("plexlog", "ui", "tests", "benchmarks", "dev.py")

# Libraries that Qt loads, each with the Debian package that brings it.
OFF_SCREEN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
}
ON_SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-render.so.0": "libxcb-render0",
}


class CannotSetUpError(Exception):
    """Something is missing that only the user can put there; the message says what."""


class WrongArgumentsError(Exception):
    """A command cannot work with what was typed after it; the message says why."""


def say(text: str) -> None:
    """Tell the user what is going on, apart from the output of the commands themselves."""
    print(f"dev.py: {text}", file=sys.stderr, flush=True)


# Set-up


def set_up() -> None:
    """Make `.venv` and what it stands on as the lock says, unless that is done already."""
    if sys.version_info < OLDEST:
        raise CannotSetUpError(f"PlexLog needs Python 3.11 or later, this is {sys.version}")
    once("python", lambda: str(PYTHON.resolve()), make_venv)
    once("libraries", lambda: "off screen", lambda: install_libraries(OFF_SCREEN))
    if has_display():
        once("display", lambda: "on screen", lambda: install_libraries(ON_SCREEN))
    once("packages", packages_wanted, install_packages)


def once(stamp: str, wanted: Callable[[], str], work: Callable[[], None]) -> None:
    """Do some work unless its stamp says that it was done for what is wanted now."""
    path = VENV / f"plexlog-{stamp}.stamp"
    if path.is_file() and path.read_text("utf-8") == wanted():
        return
    work()
    path.write_text(wanted(), "utf-8")


def packages_wanted() -> str:
    """What `.venv` is filled from: the lock, the project's commands, and where the project is."""
    sources = (LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), os.fsencode(ROOT))
    return hashlib.sha256(b"\0".join(sources)).hexdigest()


def install_packages() -> None:
    """Fill `.venv` from the lock and put the project into it."""
    say("installing the packages of requirements.lock; the first time this takes some minutes")
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
    ]
    if call([*pip, "--require-hashes", "--only-binary=:all:", "--no-deps", "-r", LOCK]):
        raise CannotSetUpError("the packages could not be installed; the reason stands above")
    install_project()
    call([PYTHON, "-m", "compileall", "-q", *CODE])
    say("ready")


def make_venv() -> None:
    """Make an empty `.venv` with pip in it, unless there is one that works."""
    if runs(PYTHON):
        return
    if importlib.util.find_spec("ensurepip") is None:
        install_system(["python3-venv"], "ensurepip")
    say(f"making {VENV} ...")
    if call([sys.executable, "-m", "venv", "--clear", VENV]):
        raise CannotSetUpError("the virtual environment could not be made")


def install_project() -> None:
    """Make the project importable from anywhere, and its commands callable.

    Two small files do it. An editable install would do the same with a build tool in the lock.
    """
    import tomllib  # noqa: PLC0415 - not there before 3.11, and set_up says so first

    base = {"base": str(VENV), "platbase": str(VENV)}
    packages = Path(sysconfig.get_path("purelib", "nt_venv" if IS_WINDOWS else "venv", base))
    (packages / "plexlog.pth").write_text(f"{ROOT}\n", "utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for name, entry in project["scripts"].items():
        module, function = entry.split(":")
        start = f"import sys\nfrom {module} import {function}\nsys.exit({function}())\n"
        if IS_WINDOWS:
            script = PYTHON.with_name(f"{name}.cmd")
            line = start.strip().replace("\n", "; ")
            script.write_text(f'@"%~dp0python.exe" -c "{line}" %*\n', "utf-8")
        else:
            script = PYTHON.with_name(name)
            # sh finds Python, so that the path may be long and hold spaces
            script.write_text(f"#!/bin/sh\n'''exec' \"{PYTHON}\" \"$0\" \"$@\"\n'''\n{start}")
            script.chmod(0o755)


def install_libraries(wanted: dict[str, str]) -> None:
    """See that Qt's system libraries can be loaded."""
    if not sys.platform.startswith("linux"):
        return
    missing = [library for library in wanted if not loads(library)]
    if missing:
        install_system([wanted[library] for library in missing], ", ".join(missing))


def loads(library: str) -> bool:
    """Whether the system finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_system(packages: Sequence[str], missing: str) -> None:
    """Install system packages where this is allowed; else say what to install."""
    arguments = ["install", "-y", "--no-install-recommends", *packages]
    line = " ".join(["apt-get", *arguments])
    if shutil.which("apt-get") is None:
        raise CannotSetUpError(f"missing on this system: {missing} (on Debian: {line})")
    if os.geteuid() != 0:
        raise CannotSetUpError(f"missing on this system: {missing}. Please run:\n  sudo {line}")
    say(f"{missing}: missing; running {line}")
    if call(["apt-get", *arguments]) and (
        call(["apt-get", "update"]) or call(["apt-get", *arguments])
    ):
        raise CannotSetUpError(f"apt-get could not install {', '.join(packages)}")


# Calling


def environment() -> dict[str, str]:
    """The environment of what is called: byte code is kept, and Qt is quiet about fonts."""
    ours = dict(os.environ)
    ours.pop("PYTHONDONTWRITEBYTECODE", None)  # every start would compile everything again
    ours.setdefault("QT_LOGGING_RULES", "qt.text.font.db=false")
    ours.setdefault("DEBIAN_FRONTEND", "noninteractive")
    if not has_display():
        ours.setdefault("QT_QPA_PLATFORM", "offscreen")
    return ours


def call(command: Iterable[str | Path]) -> int:
    """Run a command in the project's folder; its exit status, never negative."""
    try:
        status = subprocess.run(
            [str(word) for word in command], cwd=ROOT, env=environment(), check=False
        ).returncode
    except KeyboardInterrupt:
        return 130
    return status if status >= 0 else 128 - status


def runs(python: Path) -> bool:
    """Whether a virtual environment's Python is there, new enough, and has its packages."""
    if not python.exists():
        return False
    check = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    found = subprocess.run([str(python), "-c", check], capture_output=True, check=False)
    return found.returncode == 0


def tool(name: str, *arguments: str | Path) -> int:
    """Run a module of `.venv`."""
    return call([PYTHON, "-m", name, *arguments])


def has_display() -> bool:
    """Whether a window could be seen."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform:
        return platform.partition(":")[0] not in ("offscreen", "minimal")
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# Commands


def setup(arguments: list[str]) -> int:
    """Only set up; every other command does this first."""
    take_none(arguments)
    return 0


def run(arguments: list[str]) -> int:
    """Open the window. Without a display: work the demonstration session off screen."""
    if has_display() or {"-h", "--help"} & set(arguments):
        return tool("ui.app", *arguments)
    say("there is no display here, so the demonstration session is worked off screen")
    return demo([])


def demo(arguments: list[str]) -> int:
    """Work a whole session of example data. `--out DIR`: its files; `--size WxH`: the window."""
    if not any(word == "--out" or word.startswith("--out=") for word in arguments):
        arguments = ["--out", str(ROOT / "demo-out"), *arguments]
    return tool("ui.demo", *_absolute(arguments))


def _absolute(arguments: list[str]) -> list[str]:
    """Arguments with paths after --out and --json seen from where the user stands."""
    seen = list(arguments)
    for index, word in enumerate(seen[:-1]):
        if word in ("--out", "--json"):
            seen[index + 1] = str(Path(seen[index + 1]).absolute())
    return seen


def test(arguments: list[str]) -> int:
    """Run the tests with their coverage. With arguments of pytest: only these, no coverage."""
    if arguments:
        return tool("pytest", *arguments)
    for old in ROOT.glob(".coverage*"):
        old.unlink()
    workers = str(min(2, os.cpu_count() or 1))
    measured = ["--cov=plexlog", "--cov=ui", "--cov-branch", "--cov-report="]
    parted = ["-n", workers, "--dist=worksteal"]  # a module stays with the worker that began it
    slow = ["--durations=15", "--durations-min=3"]  # where the next minute can be saved
    status = tool("pytest", *parted, *measured, *slow)
    report = ["report", "--skip-covered", "--show-missing"]
    verdicts = [
        status,
        tool("coverage", *report, "--include=plexlog/*", "--fail-under=100"),
        tool("coverage", *report, "--include=ui/*", "--fail-under=90"),
    ]
    return _told(zip(("tests", "coverage of plexlog", "coverage of ui"), verdicts, strict=True))


def lint(arguments: list[str]) -> int:
    """Check style, format, types, layers, sizes and generated documents."""
    take_none(arguments)
    layers = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    checks: dict[str, tuple[str, ...]] = {
        "style": ("-m", "ruff", "check", "."),
        "format": ("-m", "ruff", "format", "--check", "."),
        "types": ("-m", "mypy"),
        "layers": ("-c", layers),
        "sizes": ("-m", "tests.contracts.sizes"),
        "generated documents": ("-m", "tests.contracts.generated"),
    }
    return _told([(name, call([PYTHON, *words])) for name, words in checks.items()])


def _told(verdicts: Iterable[tuple[str, int]]) -> int:
    """Say which checks failed; 0 when none did."""
    failed = [name for name, status in verdicts if status]
    say(f"failed: {', '.join(failed)}" if failed else "all passed")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Measure against bare programs of the same parts. `--json FILE`: keep the numbers."""
    return tool("benchmarks.run", *_absolute(arguments))


def docs(arguments: list[str]) -> int:
    """Write the generated documents again."""
    take_none(arguments)
    return tool("tests.contracts.generated", "--write")


def soak(arguments: list[str]) -> int:
    """Run the tests three times (or N), each in another order; `journeys`: only the long ones."""
    first, *rest = arguments or ["3"]
    os.environ["PLEXLOG_SOAK"] = "1"  # further sessions of the cases, eight hours
    if first == "journeys":
        return tool("pytest", "-q", "tests/journeys", *rest)
    times = int(first) if first.isdecimal() else 0
    if not times or rest:
        raise WrongArgumentsError("takes a number of times, 1 or more, or the word journeys")
    seeds = range(1, times + 1)
    return _told(
        [(f"order {seed}", tool("pytest", "-q", f"--randomly-seed={seed}")) for seed in seeds]
    )


def audit(arguments: list[str]) -> int:
    """Ask for known weaknesses of the locked packages; needs the network, leaves nothing here."""
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder) / PYTHON.relative_to(VENV)
        made = call([sys.executable, "-m", "venv", folder])
        if made or call([python, "-m", "pip", "install", "--quiet", AUDITOR]):
            say("pip-audit could not be installed, so nothing was audited")
            return 2
        # strict: a package that nobody could be asked about is a failure, not a pass
        asked: list[str | Path] = [
            "--strict",
            "--disable-pip",
            "--no-deps",
            "-r",
            LOCK,
            *arguments,
        ]
        return call([python, "-m", "pip_audit", *asked])


def lock(arguments: list[str]) -> int:
    """Choose the versions of all packages anew, from pyproject.toml. `--upgrade`: the newest."""
    os.environ["CUSTOM_COMPILE_COMMAND"] = "python3 dev.py lock"  # what the lock says of itself
    return tool("piptools", "compile", "--quiet", *arguments, "-o", LOCK.name, "pyproject.toml")


COMMANDS = {
    command.__name__: command
    for command in (run, demo, test, lint, bench, docs, soak, audit, lock, setup)
}


HELP = ("-h", "--help")
HAVE_THEIR_OWN = (run, demo, test, bench, audit, lock)  # what they call has a help to show


def take_none(arguments: list[str]) -> None:
    """Refuse what is typed after a command that takes nothing."""
    if arguments:
        raise WrongArgumentsError("takes no arguments")


def usage_of(name: str) -> str:
    """One command with its line."""
    return f"usage: python3 dev.py {name} [ARGUMENT ...]\n\n{COMMANDS[name].__doc__}"


def usage() -> str:
    """All commands, each with its line."""
    lines = [f"  {name:<6} {command.__doc__}" for name, command in COMMANDS.items()]
    return "\n".join(["usage: python3 dev.py COMMAND [ARGUMENT ...]", "", *lines])


def main(arguments: list[str]) -> int:
    """Run the command that is named first; what follows is its own."""
    if not arguments or arguments[0] not in COMMANDS:
        print(usage())
        return 0 if arguments and arguments[0] in (*HELP, "help") else 2
    name, *rest = arguments
    if set(HELP) & set(rest):
        print(usage_of(name))
        if COMMANDS[name] not in HAVE_THEIR_OWN:
            return 0
        print(flush=True)
    try:
        set_up()
        return COMMANDS[name](rest)
    except CannotSetUpError as error:
        say(str(error))
    except WrongArgumentsError as error:
        say(f"{name} {error}")
        print(usage_of(name))
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
