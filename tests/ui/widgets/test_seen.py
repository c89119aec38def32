"""Colours as they are seen: by weak eyes, by those who see fewer colours, on every fill they meet.

The matrices are those of Machado, Oliveira and Fernandes (2009) for complete deuteranopia,
protanopia and tritanopia, on linear light.
"""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtGui import QColor

from tests.ui.widgets.test_theme import THEMES, contrast, luminance
from ui.shell.chair import LETTERS, Chair
from ui.shell.status_line import trouble_icon
from ui.widgets.severity import SEVERITIES, severity_look
from ui.widgets.theme import Theme

MATRICES = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
