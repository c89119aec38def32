"""The dialog in which a bag is scanned or typed; the bags at hand hang with one tap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Bag
from plexlog.domain.words import Abo, RhD
from ui.session.bag_presenter import SERIAL, BagPresenter
from ui.session.bag_words import bag_source, fluid_name
from ui.session.entry_dialog import Ask, EntryDialog
from ui.widgets.box import BoxLabels, Remark
from ui.widgets.buttons import ActionButton
from ui.widgets.choices import Option
from ui.widgets.field_box import FieldBox
from ui.widgets.glance import OfferRow

WIDE = (1016, 0)
_PLASMA = ("din", "din_check", "abo", "rhd")
_PACK = (SERIAL, "together")
_AGAIN = "again"
_SCAN = "scan"


class ScanBox(FieldBox):
    """The line that a scanner types into; says what was read."""

    def tell(self, words: str) -> None:
        """Say what was read, and be ready for the next label."""
        self.edit.set_kept("")
        self.settle()
        self._remark(Remark(words, "check", "okInk"))


def _labels(code: str, label: str, unit: str = "", reach: str = "") -> BoxLabels:
    return BoxLabels(code=code, label=label, unit=unit, range=reach)


def _asks(own: BagPresenter, clock: str) -> list[Ask]:
    fluids = [Option(fact.code, fact.label) for fact in own.fluids]
    groups = [Option(group.value, group.value) for group in Abo]
    rhesus = [Option(one.value, _("RhD {sign}").format(sign=one.label)) for one in RhD]
    return [
        Ask(labels=_labels("fact", _("Fluid")), options=fluids),
        Ask(labels=_labels("volume_ml", _("Volume"), "mL")),
        Ask(labels=_labels("started_at", _("Hung at"), "", _("not in the future")), text=clock),
        Ask(labels=_labels("expires_on", _("Expiry"), "", "2028-04-30")),
        Ask(labels=_labels("lot", _("Lot"))),
        Ask(labels=_labels("together", _("How many of this lot"), "", _("the others wait"))),
        Ask(labels=_labels("product", _("Product"), "", _("as by its bar code"))),
        Ask(labels=_labels(SERIAL, _("Serial number"))),
        Ask(labels=_labels("din", _("Donation number"), "", _("13 characters"))),
        Ask(labels=_labels("din_check", _("Its check character"), "", _("in the box behind it"))),
        Ask(labels=_labels("abo", _("ABO group of plasma")), options=groups, as_row=True),
        Ask(labels=_labels("rhd", _("RhD of plasma")), options=rhesus, as_row=True),
    ]


class BagDialog(EntryDialog):
    """`BagDialog(own, clock, host)`; scans come by `take_scan(text)` or into the first line."""

    columns = 3
    scan_wanted = Signal(str, object)  # text, what stands in the fields

    def __init__(self, own: BagPresenter, clock: str, host: QWidget) -> None:
        super().__init__(
            _("Scan or type a bag"), _("Hang it"), _asks(own, clock), host, "scan-barcode"
        )
        self._own = own
        self._judged: dict[str, str] = {}  # texts that were held against what is known last
        reach = _("donation number, group, product, expiry; lot of a bottle")
        self.scan = ScanBox(_labels(_SCAN, _("Scan the label, or type below"), "", reach), self)
        self.scan.leave_on_esc()
        self.so_far = ActionButton(_("So far"), "history", parent=self)
        self.so_far.setObjectName("so_far")
        self.head.addWidget(self.so_far)
        self.set_size(*WIDE)
        self._lay_out_scan()
        self._wire_bag()
        self._show_fields()

    def open(self) -> None:
        """Show it with the cursor where a scanner types."""
        super().open()
        self.scan.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def drafted(self) -> dict[str, str]:
        """What stands in all fields, and in the line that a label is typed into."""
        return super().drafted() | {_SCAN: self.scan.edit.text()}

    def put_back(self, texts: Mapping[str, Any]) -> None:
        """Show what was drafted, and only what there is to ask of such a bag."""
        super().put_back(texts)
        self.scan.edit.setText(str(texts.get(_SCAN, "")))
        self._show_fields()

    @Slot(str)
    def take_scan(self, text: str) -> None:
        """Take a scan, wherever the cursor stood."""
        self.scan_wanted.emit(text, self.texts())

    @Slot(object, str)
    def show_scan(self, texts: dict[str, str], words: str) -> None:
        """Show what the labels say; typed fields they do not speak of stay."""
        self.settle()
        self.fill_in(texts)
        self.scan.tell(words)
        self._show_fields()

    @Slot(str)
    def refuse_scan(self, words: str) -> None:
        """Say why a scan was not taken; what is in the fields stays."""
        self.scan.edit.set_kept("")
        self.scan.edit.setFocus()
        self.scan.settle()
        self.show_refusal("", wording.sentence(words))

    def _lay_out_scan(self) -> None:
        self.body.insertWidget(0, self.scan)
        offers = QHBoxLayout()
        offers.setSpacing(12)
        offers.setContentsMargins(0, 0, 0, 8)
        rows = self._offers()
        for row in rows:
            offers.addWidget(row, 1)
        if offers.count():
            self.body.insertLayout(1, offers)
        self.lead_with(self.scan.edit, *rows)

    def _offers(self) -> list[OfferRow]:
        """The bags at hand, and another of the lot that was hung last."""
        rows: list[OfferRow] = []
        lots: dict[str, list[Bag]] = {}
        for bag in self._own.at_hand():
            lots.setdefault(f"{fluid_name(bag)} {bag.lot}", []).append(bag)
        for bags in list(lots.values())[:2]:
            row = OfferRow(bags[0].id, _at_hand(bags), bag_source(bags[0]), _("Hang it"), self)
            row.used.connect(self._on_hang_waiting)
            rows.append(row)
        last = self._own.last()
        if last is not None and last.din is None:
            row = OfferRow(_AGAIN, _again(last), bag_source(last), _("Fill in"), self)
            row.used.connect(self._on_again)
            rows.append(row)
        return rows

    def _wire_bag(self) -> None:
        self.scan.edit.returnPressed.connect(
            self._on_scan_entered, Qt.ConnectionType.QueuedConnection
        )
        self.scan_wanted.connect(self._own.scan)
        self._own.filled.connect(self.show_scan)
        self._own.scan_refused.connect(self.refuse_scan)
        self._own.refused.connect(self.show_refusal)
        self._own.hung.connect(self.finish)
        self._own.asked.connect(self.ask_why)
        self._own.foreseen.connect(self._on_foreseen)
        self.changed.connect(self._on_changed)
        self.given.connect(self._on_given)
        self.choices["fact"].entered.connect(self._on_fact)

    def _show_fields(self) -> None:
        """What is asked of plasma and what of a bottle; all of it before the fluid is chosen."""
        fluid = self._own.fluid_of(self.texts()["fact"])
        hidden: tuple[str, ...] = ()
        if fluid is not None:
            hidden = _PACK if fluid.is_plasma else _PLASMA
        texts = self.texts()
        self.show_only([code for code in texts if code not in hidden or _is_told(code, texts)])
        sizes = next((f.volumes_ml for f in self._own.fluids if f.code == texts["fact"]), ())
        self.boxes["volume_ml"].show_range(" · ".join(str(size) for size in sizes))

    @Slot(object)
    def _on_given(self, texts: dict[str, str]) -> None:
        self._judged = texts
        if self._own.waiting:  # the reason answers what was asked of the bag at hand
            self._own.hang_waiting(self._own.waiting, texts["started_at"], self.why())
        else:
            self._own.keep(texts, self.why())

    @Slot(str, str)
    def _on_changed(self, _code: str, _text: str) -> None:
        """What is typed is held against what is known as soon as its field is left."""
        texts = self.texts()
        if texts != self._judged:
            self._judged = texts
            self.settle()
            self._own.check(texts)

    @Slot(str, str)
    def _on_foreseen(self, question: str, severity: str) -> None:
        if severity:
            self.show_question(question, severity)
        else:
            self.clear_question()

    @Slot()
    def _on_scan_entered(self) -> None:
        text = self.scan.edit.text()
        if text.strip():
            self.take_scan(text)

    @Slot(str)
    def _on_hang_waiting(self, bag_id: str) -> None:
        self._own.hang_waiting(bag_id, self.texts()["started_at"], self.why())

    @Slot(str)
    def _on_again(self, _key: str) -> None:
        last = self._own.last()
        if last is not None:
            self.fill_in(self._own.again(last))
            self._show_fields()
            self.boxes["together"].setFocus()

    @Slot(str, str)
    def _on_fact(self, _code: str, _key: str) -> None:
        self._show_fields()


def _is_told(code: str, texts: dict[str, str]) -> bool:
    return bool(texts[code])


def _at_hand(bags: list[Bag]) -> str:
    size = wording.with_unit(wording.plain(bags[0].volume_ml), "mL")
    count = f"  ×{len(bags)}" if len(bags) > 1 else ""
    return _("At hand: {name}, {size}").format(name=fluid_name(bags[0]), size=size) + count


def _again(bag: Bag) -> str:
    size = wording.with_unit(wording.plain(bag.volume_ml), "mL")
    return _("The same lot again: {name}, {size}").format(name=fluid_name(bag), size=size)
