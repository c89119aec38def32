"""What is typed into a box that shows dots is no draft's: each place that hides is known here.

How the places behave is tested with them, in `tests/ui/window/test_no_password_is_drafted.py`.
"""

from __future__ import annotations

import re
from pathlib import Path

import ui

WINDOW = Path(ui.__file__).parent
HIDING = {
    "forms/fields.py",
    "forms/new_password.py",
    "session/entry_dialog.py",
    "session/person_dialog.py",
    "session/sign_page.py",
    "settings/staff_forms.py",
    "signin/first_start_screen.py",
    "signin/recovery_screen.py",
    "signin/signin_screen.py",
}
DRAFTING = re.compile(r"keep_draft|keep_typed\(self\._|DraftPresenter|def keep_typed")


def _texts() -> dict[str, str]:
    return {path.relative_to(WINDOW).as_posix(): path.read_text() for path in WINDOW.rglob("*.py")}


def test_boxes_are_hidden_in_one_way() -> None:
    assert [name for name, text in _texts().items() if "setEchoMode" in text] == [
        "widgets/hidden.py"
    ]


def test_no_form_that_keeps_drafts_hides_a_box() -> None:
    """A new one of either is looked at here first. Dialogs of a session draft what they show."""
    texts = _texts()
    hiding = {name for name, text in texts.items() if re.search(r"\bhide_text\(", text)}
    hiding.discard("widgets/hidden.py")

    assert hiding == HIDING
    assert [name for name in hiding if DRAFTING.search(texts[name])] == []
    drafts = texts["shell/dialog_drafts.py"]
    assert ".texts()" not in drafts
    assert ".drafted()" in drafts
