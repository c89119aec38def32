"""The words of the program in the language of the person, where a catalogue of them is on file.

The catalogue is looked for once: the standard library's own `gettext` searches the disk at every
word for as long as it finds none.
"""

from __future__ import annotations

from gettext import translation

__all__ = ["gettext", "ngettext"]
_WORDS = translation("plexlog", fallback=True)
gettext = _WORDS.gettext
ngettext = _WORDS.ngettext
