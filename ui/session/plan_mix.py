"""A mix of fluids for one session: up to three, in the order in which they run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.facts import FluidFact
from plexlog.domain.language import gettext as _
from plexlog.services.plan_mix import MOST_PARTS, PLACE, MixPart
from ui.session.choice_field import ChoiceField
from ui.widgets.box import BoxLabels
from ui.widgets.choices import Option
from ui.widgets.field_box import FieldBox
from ui.widgets.painting import Words

_NONE = "none"


class FluidMix(QWidget):
    """`told(parts)` when a fluid or a share was entered; `say(words)` what is still missing."""

    told = Signal(object)  # list[MixPart], the filled rows in their order

    def __init__(self, fluids: Sequence[FluidFact], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        options = [Option(_NONE, "–"), *(Option(one.code, one.label) for one in fluids)]
        names = (_("First fluid"), _("Second fluid"), _("Third fluid"))
        self._rows = [
            (
                ChoiceField(f"plan.mix_{place}.fluid", name, options, self),
                FieldBox(
                    BoxLabels(
                        code=f"plan.mix_{place}.share",
                        label=_("Share of it"),
                        unit="%",
                    ),
                    self,
                ),
            )
            for place, name in zip(range(MOST_PARTS), names, strict=True)
        ]
        self._missing = Words("", "label", "ink2", self).wrapped()
        self._shown: list[MixPart] = []
        self._lay_out()
        for fluid, share in self._rows:
            share.edit.setAccessibleName(
                _("{fluid}, share in %").format(fluid=fluid.box.accessibleName())
            )
            fluid.entered.connect(self._on_entered)
            share.entered.connect(self._on_entered)

    def show_parts(self, parts: Sequence[MixPart]) -> None:
        """Show what the record holds; what is being put together stays until it is whole."""
        if list(parts) == self._shown:
            return
        self._shown = list(parts)
        blanks = [MixPart("", "")] * (MOST_PARTS - len(parts))
        for (fluid, share), part in zip(self._rows, [*parts, *blanks], strict=True):
            fluid.set_chosen(part.fluid)
            share.keep(part.share)
        self.say("")

    def parts(self) -> list[MixPart]:
        """The rows that hold something."""
        rows = [
            MixPart("" if fluid.chosen == _NONE else fluid.chosen, share.text().strip())
            for fluid, share in self._rows
        ]
        return [one for one in rows if one.fluid or one.share]

    def texts(self) -> dict[str, str]:
        """What is being put together, by its fields; nothing once it is as on record."""
        if self.parts() == self._shown:
            return {}
        texts = {
            code: text
            for fluid, share in self._rows
            for code, text in ((fluid.box.objectName(), fluid.chosen), (share.code, share.text()))
        }
        return {code: text for code, text in texts.items() if text}

    def put_back(self, texts: Mapping[str, str]) -> None:
        """Show what was being put together."""
        for fluid, share in self._rows:
            fluid.set_chosen(texts.get(fluid.box.objectName(), ""))
            share.keep(texts.get(share.code, ""))

    @Slot(str, str)
    def refuse(self, place: str, words: str) -> None:
        """Say what is still missing where the mix is meant."""
        if place in (PLACE, "plan.replacement"):
            self.say(words)

    def say(self, words: str) -> None:
        """Say what stands in the way; an empty sentence clears it."""
        self._missing.set_words(wording.sentence(words))
        self._missing.setVisible(bool(words))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for place, (fluid, share) in enumerate(self._rows):
            grid.addWidget(fluid, place, 0)
            grid.addWidget(share, place, 1)
        grid.addWidget(self._missing, MOST_PARTS, 0, 1, 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)

    @Slot(str, str)
    def _on_entered(self, _code: str, _text: str) -> None:
        for _fluid, share in self._rows:
            share.keep(share.text())
        self.told.emit(self.parts())
