"""Where the command `plexlog` begins: Ctrl C is heard while the program is still being loaded."""

from __future__ import annotations

import sys

_STOPPED = 130  # as `plexlog.cli_door` has it, which is not loaded yet


def main() -> None:
    """Run the command line."""
    try:
        from plexlog.cli import main as commands  # noqa: PLC0415 - the loading is what is watched

        commands(prog_name="plexlog")
    except KeyboardInterrupt:
        sys.stderr.write("Stopped before it was done.\n")
        raise SystemExit(_STOPPED) from None
