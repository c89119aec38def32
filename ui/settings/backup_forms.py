"""What is asked before backups go elsewhere, before one is looked into and before going back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from ui.forms.fields import LineField
from ui.settings.staff_dialog import StaffDialog
from ui.settings.staff_forms import line, secret


def folder_form(folder: str, host: QWidget) -> StaffDialog:
    """Where backups are kept from now on."""
    words = _(
        "Best on another disk than the record. Leave it empty for the folder beside the record. "
        "Earlier backups stay where they are."
    )
    dialog = StaffDialog("folder", "", _("Choose folder"), words, host)
    place: LineField = line("folder", _("Folder"), dialog)
    place.set_text(folder)
    dialog.ask((place,), (line("why", _("Reason"), dialog),))
    return dialog


def look_form(file: str, made: str, host: QWidget) -> StaffDialog:
    """A backup is opened with the password of its day."""
    words = _(
        "The backup of {time} is copied beside the record, opened and verified. "
        "The record itself is not touched."
    ).format(time=made)
    dialog = StaffDialog("look", file, _("Look into it"), words, host)
    dialog.ask((secret("own", _("Your password"), dialog),))
    return dialog


def back_form(found: str, host: QWidget) -> StaffDialog:
    """The backup is to be the record."""
    words = _(
        "The record is kept beside it under another name. All windows close, and everybody signs "
        "in anew."
    )
    dialog = StaffDialog("back", "", _("Go back to it"), f"{found}\n{words}", host)
    dialog.ask((secret("own", _("Your password"), dialog), line("why", _("Reason"), dialog)))
    return dialog
