"""Whether the long run was asked for (`python3 dev.py soak`), in which tests try more."""

from __future__ import annotations

import os

IS_SOAK = bool(os.environ.get("PLEXLOG_SOAK"))
