"""The story of a value: what stood there before, who changed it, when and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from plexlog.domain import wording
from plexlog.domain.fields import Place
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Reading
from plexlog.services.stories import Story, StoryLine, story_of_value
from ui.session.hosting import dialog_host
from ui.session.run_table import ReadingsTable
from ui.session.session_presenter import SessionPresenter
from ui.widgets.box import ValueEdit
from ui.widgets.box_frame import STORY_KEY
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.cards import Hairline, Heading
from ui.widgets.dialog import DialogFrame
from ui.widgets.painting import Words
from ui.widgets.scroll import ScrollColumn

_SIZE = (640, 440)


class StoryDialog(DialogFrame):
    """Every change of a value, the newest first; of a pressure, of both its values."""

    def __init__(self, stories: Sequence[Story], host: QWidget) -> None:
        of = wording.listed(wording.spoken(one.of) for one in stories)
        super().__init__(_("Story of the {value}").format(value=of), host)
        self.set_size(*_SIZE)
        inside = ScrollColumn(_("Changes, the newest first"), self)
        inside.column.setSpacing(8)
        for story in stories:
            if len(stories) > 1:
                inside.add(Heading(story.of, parent=self))
            for part in self._parts(story):
                inside.add(part)
        self.body.addWidget(inside, 1)
        self.set_note(_("Nothing of this can be changed; it is the history of the record."))
        close = ActionButton(_("Close"), "", "Esc", Kind.PRIMARY, self)
        close.clicked.connect(self.close_later)
        self.add_button(close)

    def _parts(self, story: Story) -> Iterator[QWidget]:
        if not story.lines:
            yield Words(_("Nothing was recorded here yet."), "body", "ink2", self).wrapped()
        for line in story.lines:
            change = _("{old} → {new}").format(old=line.old, new=line.new)
            yield Words(change, "strong", parent=self).wrapped()
            yield Words("\n".join(_details(line)), "label", "ink2", self).wrapped()
            yield Hairline(self)


def _details(line: StoryLine) -> Iterator[str]:
    place = _("at {station}").format(station=line.station) if line.station else ""
    yield " · ".join(part for part in (wording.moment(line.at), line.who, place) if part)
    if line.observed is not None:
        held = _("holds for {time}").format(time=wording.moment(line.observed))
        entered = _("entered {time}").format(time=wording.moment(line.entered))
        yield f"{held} · {entered}" if line.entered is not None else held
    if line.why:
        yield _("Why: {why}").format(why=line.why)


class ValueStories(QObject):
    """Tells the story of the value under the cursor, or of one that was picked in a menu."""

    def __init__(self, presenter: SessionPresenter, page: QWidget) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._page = page
        self._dialog: StoryDialog | None = None
        self._key = QShortcut(QKeySequence(STORY_KEY), page)
        self._key.setWhatsThis(_("Story of the value under the cursor"))
        self._key.activated.connect(self._on_key)

    def tell(self, where: str, row: Reading | None = None) -> None:
        """Open the story of a value by its address: the place, a point, the codes."""
        if self._dialog is not None:
            return
        place, _dot, codes = where.partition(".")
        session = self._presenter.session
        if place == Place.READING.value and row is None:
            row = self._presenter.view().open_row
        stories = [story_of_value(session, Place(place), code, row) for code in codes.split("+")]
        self._dialog = StoryDialog(stories, dialog_host(self._page))
        self._dialog.closed.connect(self._on_closed)
        self._dialog.open()

    def take(self, table: ReadingsTable) -> None:
        """Tell the stories of the kept rows too."""
        table.story_wanted.connect(self._on_row)

    @Slot()
    def _on_key(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, ReadingsTable):
            focused.want_story(focused.currentIndex())
        elif isinstance(focused, ValueEdit) and focused.story:
            self.tell(focused.story)
        else:
            self._presenter.failed.emit(
                _("Put the cursor on a value first; then its story can be told.")
            )

    @Slot(object, str)
    def _on_row(self, row: Reading, codes: str) -> None:
        self.tell(f"{Place.READING.value}.{codes}", row)

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None
