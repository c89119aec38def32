"""Between the bag dialog and its verbs: scans of one bag, what they fill in, bags of a lot."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain import wording
from plexlog.domain.errors import PlexlogError, Refusal, RefusedError, UnreadableError
from plexlog.domain.facts import FluidFact
from plexlog.domain.fields import read_number
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Bag
from plexlog.domain.words import Fluid
from plexlog.services import run_records
from plexlog.services.bag_scan import add_scan, known_product, objections, questions
from plexlog.services.given_questions import QuestionedError
from plexlog.services.observed import read_observed, typed_observed
from plexlog.services.scanning import Kind, Scan, ScanError, bag_from_scan
from ui.session.session_presenter import SessionPresenter

SERIAL = "x_plexlog_serial"


class BagPresenter(QObject):
    """Presenter of the bag dialog; one for each time it is opened."""

    filled = Signal(object, str)  # texts by field, what was read in words
    scan_refused = Signal(str)  # why a scan was not taken
    refused = Signal(str, str)  # a field, why what stands in it was refused
    asked = Signal(str, str)  # what is asked before it is hung, how hard; a reason answers it
    foreseen = Signal(str, str)  # what will be asked of what is typed, how hard; "" for nothing
    hung = Signal()

    def __init__(self, presenter: SessionPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._scans: tuple[Scan, ...] = ()
        self._asked: frozenset[str] = frozenset()  # codes of what was asked of the bag
        self._waiting = ""  # id of the bag at hand of which something was asked

    @property
    def fluids(self) -> tuple[FluidFact, ...]:
        """The fluids that can be chosen."""
        return self._presenter.session.desk.knowledge.fluids

    def at_hand(self) -> tuple[Bag, ...]:
        """Bags on record that do not hang yet."""
        return run_records.bags_at_hand(self._presenter.view().session)

    def last(self) -> Bag | None:
        """The bag that was hung last."""
        hung = [bag for bag in self._presenter.view().session.bags or () if bag.started_at]
        return hung[-1] if hung else None

    def again(self, bag: Bag) -> dict[str, str]:
        """What another bag of the same lot would have in its fields."""
        texts = {
            "fact": self.fact_of(bag),
            "volume_ml": wording.plain(bag.volume_ml).replace(wording.THIN_SPACE, ""),
            "lot": bag.lot or "",
            "product": bag.product or "",
            "expires_on": "" if bag.expires_on is None else bag.expires_on.isoformat(),
        }
        return {code: text for code, text in texts.items() if text}

    def fact_of(self, bag: Bag) -> str:
        """The choice that stands for a bag's fluid; empty where none does."""
        strength = bag.concentration_percent
        wanted = (bag.fluid.value, "" if strength is None else f"{strength.normalize():f}")
        found = [
            one.code for one in self.fluids if (one.fluid, one.concentration_percent) == wanted
        ]
        return found[0] if found else ""

    def fluid_of(self, fact: str) -> Fluid | None:
        """The fluid of a choice."""
        return next((Fluid(one.fluid) for one in self.fluids if one.code == fact), None)

    @Slot(str, object)
    def scan(self, text: str, standing: dict[str, str]) -> None:
        """Take a scan; the texts that stand in the fields say which fluid was chosen."""
        try:
            scans = add_scan(self._scans, text, self.fluid_of(standing["fact"]))
        except ScanError as wrong:
            self.scan_refused.emit(str(wrong))
            return
        self._scans = scans
        texts = bag_from_scan(scans)
        if not standing["fact"]:
            texts |= self._known(texts)
        self.filled.emit(texts, wording.sentence(", ".join(one.words for one in scans)))
        for one in objections(self._presenter.session, texts):
            self.refused.emit(one.place, one.reason)

    def check(self, texts: dict[str, str]) -> None:
        """Say of what is typed what is not possible, and what will be asked; nothing is kept."""
        self._waiting = ""  # it is another bag now
        session = self._presenter.session
        told = {code: text for code, text in self._told(dict(texts)).items() if text.strip()}
        found = questions(session, told)
        self._asked |= {one.code for one in found}
        error = QuestionedError(found)
        self.foreseen.emit(str(error), error.severity if found else "")
        for one in objections(session, told):
            self._tell(one)
        self._check_number(texts)

    def _check_number(self, texts: dict[str, str]) -> None:
        """Say at once where so many cannot be kept together."""
        try:
            count = _count(texts["together"])
            is_numbered = any(texts[code].strip() for code in ("din", SERIAL))
            run_records.refuse_number(count, is_numbered=is_numbered)
        except UnreadableError as unreadable:
            self.refused.emit("together", str(unreadable))
        except RefusedError as refused:
            self._tell(refused.refusals[0])

    @Slot()
    def begin_again(self) -> None:
        """Another bag: forget the scans."""
        self._scans = ()

    def _known(self, texts: dict[str, str]) -> dict[str, str]:
        """Fluid and size of a product that was hung before in this course."""
        before = known_product(self._presenter.view().course, texts.get("product", ""))
        if before is None:
            return {}
        is_pack = any(one.of(Kind.TRADE_ITEM) is not None for one in self._scans)
        known = self.again(before)
        wanted = ("fact", "volume_ml") if is_pack else ("fact",)
        return {code: known[code] for code in wanted if code in known}

    def keep(self, texts: dict[str, str], why: str) -> None:
        """Hang the bag, and keep the others of its lot at hand; `why` answers what was asked."""
        try:
            self._hang(dict(texts), dict.fromkeys(self._asked, why))
        except QuestionedError as questioned:
            self._ask(questioned)
        except RefusedError as refused:
            for one in reversed(refused.refusals):
                self._tell(one)
        except UnreadableError as unreadable:
            self.refused.emit("together", str(unreadable))
        except PlexlogError as error:
            self.refused.emit("", str(error))
        else:
            self.hung.emit()

    def _ask(self, questioned: QuestionedError) -> None:
        self._asked |= {one.code for one in questioned.questions}
        self.asked.emit(str(questioned), questioned.severity)

    @property
    def waiting(self) -> str:
        """The bag at hand of which something was asked last; "" for none."""
        return self._waiting

    def hang_waiting(self, bag_id: str, time: str, why: str = "") -> None:
        """Hang a bag that is at hand: now, or from paper at the time that is typed."""
        session = self._presenter.session
        self._waiting = ""
        try:
            at = read_observed(session, time) if session.is_from_paper and time else None
            run_records.hang_waiting(session, bag_id, at, dict.fromkeys(self._asked, why))
        except QuestionedError as questioned:
            self._waiting = bag_id
            self._ask(questioned)
        except UnreadableError as unreadable:
            self.refused.emit("started_at", str(unreadable))
        except RefusedError as refused:
            one = refused.refusals[0]
            self.refused.emit(one.place if one.place == "started_at" else "", one.reason)
        except PlexlogError as error:
            self.refused.emit("", str(error))
        else:
            self.hung.emit()

    def _tell(self, one: Refusal) -> None:
        if one.place == "fluid":
            self.refused.emit("", _("Choose the fluid."))
        else:
            self.refused.emit(one.place, one.reason)

    def _told(self, texts: dict[str, str]) -> dict[str, str]:
        """The texts of a bag: the fluid as it is chosen, and what the scans say besides."""
        fact = texts.pop("fact")
        texts.pop("together")
        chosen = next((one for one in self.fluids if one.code == fact), None)
        scanned = bag_from_scan(self._scans)
        is_scanned = scanned.get("din") == texts["din"]
        return texts | {
            "fluid": "" if chosen is None else chosen.fluid,
            "concentration_percent": "" if chosen is None else chosen.concentration_percent,
            "din_flag": scanned.get("din_flag", "") if is_scanned else "",
        }

    def _hang(self, texts: dict[str, str], answers: dict[str, str]) -> None:
        session = self._presenter.session
        together = _count(texts["together"])
        bag = typed_observed(session, Bag, self._told(texts) | {"id": "new"})
        run_records.hang_bag(session, bag, together=together, answers=answers)


def _count(text: str) -> int:
    """How many bags are kept at once: one where nothing is typed. Raises UnreadableError."""
    together = read_number(text) if text.strip() else 1
    if together != int(together):
        raise UnreadableError(_("must be a whole number"))
    return int(together)
