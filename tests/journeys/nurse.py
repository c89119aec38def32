"""A nurse who enters a session of a case through the real window, act by act, at its own times.

She touches what she means: where Tab would walk past fifty parts, a tap goes there at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget

from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.moments import Moment
from ui.demo.hands import Hands, LostError
from ui.demo.stage import Stage
from ui.session.reaction_panels import InfectionPanel
from ui.session.run_columns import shown_in_columns
from ui.widgets.checklist import ChecklistItemView, Mark
from ui.widgets.dialog import DialogFrame

Json = dict[str, Any]
Act = tuple[Moment, int, Callable[[], None]]
STEPS = {
    "identify": "Ctrl+1",
    "assess": "Ctrl+2",
    "plan": "Ctrl+3",
    "run": "Ctrl+4",
    "close": "Ctrl+5",
}
SUPPLIES = ("lot", "expires_on")
BAG = ("volume_ml", "expires_on", "lot", "product", "din", "din_check")
DRUG = ("drug", "dose", "volume_ml", "lot", "expires_on", "reason")
ANSWERS = {"done": "Done", "not-applicable": "Not applicable", "not-done": "Not done"}
AT_CLOSE = ("target-missed",)  # findings that come only with the end
NOT_CELLS = ("at", "by", "note", "entered_at")
MOST_ITEMS = 40
MOST_QUESTIONS = 5


class Taps(Hands):
    """Hands that tap: the cursor goes to a part at once, as long as it can be seen."""

    def _tab_to(self, is_it: Callable[[QWidget], bool], name: str) -> QWidget:
        dialogs = [one for one in self._window.findChildren(DialogFrame) if one.isVisible()]
        where = dialogs[-1] if dialogs else self._window
        for part in where.findChildren(QWidget):
            takes_focus = part.focusPolicy() is not Qt.FocusPolicy.NoFocus
            if takes_focus and is_it(part) and part.isEnabled() and part.isVisible():
                part.setFocus(Qt.FocusReason.MouseFocusReason)
                return part
        raise LostError(f"{name!r} cannot be tapped")

    def pick(self, code: str, key: str) -> None:
        """Tap a choice of a row."""

        def is_it(part: QWidget) -> bool:
            parent = part.parent()
            in_row = isinstance(parent, QWidget) and parent.objectName() == f"choice_{code}"
            return in_row and part.objectName() == key

        part = self._tab_to(is_it, f"{code} {key}")
        if not (isinstance(part, QAbstractButton) and part.isChecked()):
            self.press(Qt.Key.Key_Space)

    def pick_saying(self, code: str, words: str) -> None:
        """Tap the choice of a row that says these words."""

        def is_it(part: QWidget) -> bool:
            parent = part.parent()
            in_row = isinstance(parent, QWidget) and parent.objectName() == f"choice_{code}"
            return in_row and words in part.accessibleName()

        self._tab_to(is_it, f"{code} {words}")
        self.press(Qt.Key.Key_Space)

    def settle(self) -> None:
        """Let what was asked for be done; a tap on what is seen already needs no second look."""
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)

    def select(self, name: str, key: str) -> None:
        """Pick an option of a drop-down by its key."""
        part = self.reach(name)
        assert isinstance(part, QComboBox)
        place = part.findData(key)
        assert place >= 0, [part.itemData(one) for one in range(part.count())]
        part.showPopup()  # what lies between is not passed through
        part.view().setCurrentIndex(part.model().index(place, part.modelColumn()))
        QTest.keyClick(part.view(), Qt.Key.Key_Return)
        part.window().activateWindow()
        part.setFocus(Qt.FocusReason.PopupFocusReason)
        self.settle()
        assert part.currentIndex() == place, part.currentText()

    def tick_sign(self, sign: str) -> None:
        """Tap a sign of infection; a symptom beside it may be called the same."""

        def is_it(part: QWidget) -> bool:
            return part.objectName() == sign and part.parent() is not None and _is_sign(part)

        self._tab_to(is_it, sign)
        self.press(Qt.Key.Key_Space)

    def open_row(self, words: str) -> None:
        """Tap the row whose accessible name begins with some words."""
        self._tab_to(lambda part: part.accessibleName().startswith(words), words)
        self.press(Qt.Key.Key_Space)

    def can_see(self, name: str) -> bool:
        """Whether a part of that object name can be seen."""
        parts = self._window.findChildren(QWidget, name)
        return any(part.isVisible() for part in parts)


def _is_sign(part: QWidget) -> bool:
    above = part.parent()
    while above is not None and not isinstance(above, InfectionPanel):
        above = above.parent()
    return above is not None


class AtReactions:
    """Tells reactions: `_reaction_acts()` with their times."""

    def __init__(self, stage: Stage, case: Json, overrides: list[Json]) -> None:
        self._stage = stage
        self._case = case
        self._overrides = overrides
        self.hands = Taps(stage.program.frame)
        stage.hands = self.hands
        self._reaction = ""  # id of the case's reaction whose dialog is open
        self._told: list[str] = []  # reactions that are on record

    def _reaction_acts(self) -> Iterator[Act]:
        for reaction in self._case.get("reactions", []):
            yield _moment(reaction["onset_at"]), 4, partial(self._react, reaction)
            for deed in reaction["actions"]:
                at = self._told_at(deed if "at" in deed else {"at": reaction["onset_at"]})
                yield at, 5, partial(self._deed, reaction, deed)
            if "infection" in reaction:
                yield _moment(reaction["onset_at"]), 4, partial(self._infection, reaction)
                for culture in reaction["infection"]["cultures"]:
                    yield (
                        _moment(culture["taken_at"]),
                        5,
                        partial(self._culture, reaction, culture),
                    )
            yield _moment(reaction["outcome_at"]), 6, partial(self._outcome, reaction)

    def _deeds(self, action: str) -> set[str]:
        """The times at which something was done about a reaction."""
        reactions = self._case.get("reactions", [])
        told = [one for reaction in reactions for one in reaction["actions"]]
        return {one["at"] for one in told if one["action"] == action and "at" in one}

    def _parts(self, deed: Json) -> bool:
        """Whether a deed is a drug or a bolus of the session, and keeps its time."""
        parts = [*self._case.get("drugs_given", []), *self._case.get("saline_boluses", [])]
        return any(one["at"] == deed.get("at") for one in parts)

    def _told_at(self, deed: Json) -> Moment:
        """When a deed is told: in a pause the drug comes first, and the deed after the resume."""
        at = _moment(deed["at"])
        ends = [
            _moment(one["to"])
            for one in self._case.get("pauses", [])
            if _moment(one["from"]) < at < _moment(one["to"])
        ]
        return max([at, *ends]) if self._parts(deed) else at

    def _react(self, reaction: Json) -> None:
        self._leave_reaction()
        self.hands.shortcut("F9")
        self.hands.pick("kind", reaction["kind"])
        self._reaction = reaction["id"]
        self._told.append(reaction["id"])
        for code in ("grade", "procedure", "relation"):
            self.hands.pick(code, reaction[code])

    def _open_reaction(self, reaction: Json) -> None:
        if self._reaction == reaction["id"]:
            return
        self._leave_reaction()
        view = self._stage.step()
        if view.is_running:
            self.hands.shortcut("F5")
        else:
            self.hands.shortcut(STEPS["close" if view.session.ended_at else "assess"])
            self.hands.open_row("Open: ")
        self._reaction = reaction["id"]

    def _leave_reaction(self) -> None:
        if self._reaction:
            self.hands.press(Qt.Key.Key_Escape)
            self._reaction = ""

    def _deed(self, reaction: Json, deed: Json) -> None:
        self._open_reaction(reaction)
        if not self.hands.can_see("choice_side"):
            self.hands.push("Back")
        self.hands.pick("side", "done")
        self.hands.push(deed["action"])
        if not self.hands.can_see("deed_form"):
            return
        if self._parts(deed):
            self.hands.pick_saying("there", _moment(deed["at"]).clock)
            return
        words = deed.get("detail", "").split()
        if words[:1] == ["inlet"]:
            self.hands.type("flow_from", words[1])
            self.hands.type("flow_to", words[3])
        self.hands.push("deed_keep")

    def _infection(self, reaction: Json) -> None:
        self._open_reaction(reaction)
        self.hands.push("reaction_next")
        self.hands.pick("source", reaction["infection"]["source"])
        for sign in reaction["infection"]["signs"]:
            self.hands.tick_sign(sign)
        self._leave_reaction()

    def _culture(self, reaction: Json, culture: Json) -> None:
        self._open_reaction(reaction)
        self.hands.push("reaction_next")
        self.hands.type("culture", culture["site"])
        self._leave_reaction()

    def _outcome(self, reaction: Json) -> None:
        self._open_reaction(reaction)
        self.hands.push("reaction_next")
        for symptom in reaction["symptoms"]:
            if self.hands.can_see(symptom):
                self.hands.push(symptom)
            else:
                self.hands.type("symptom", symptom)
        for place, culture in enumerate(reaction.get("infection", {}).get("cultures", [])):
            self.hands.type(f"result_{place}", culture["result"])
        if "bag_id" in reaction:
            places = [one["id"] for one in self._case["bags"]]
            self.hands.pick("bag_id", self._bags()[places.index(reaction["bag_id"])][0])
        if "note" in reaction:
            self.hands.type("note", reaction["note"])
        self.hands.pick("outcome", reaction["outcome"])
        self.hands.push("reaction_next")
        self._reaction = ""

    def _bags(self) -> list[tuple[str, Json]]:
        """The id of each bag that hangs or hung, with the bag of the case."""
        bags = self._stage.step().session.bags or ()
        return [(one.id, case) for one, case in zip(bags, self._case["bags"], strict=False)]


class Nurse(AtReactions):
    """Works one session of a case: `before()`, `run()`, `close()`."""

    def before(self) -> None:
        """Identify, assess, plan; each value at the time at which it was taken."""
        acts = sorted(self._before_acts(), key=lambda one: (one[0].utc, one[1]))
        self._go_to(acts[0][0])
        self._enter_laboratory()
        self._do(acts)
        for step in ("identify", "assess", "plan"):
            self.hands.shortcut(STEPS[step])
            if step == "plan":
                self._plan()
            self._answer_findings()
            self._answer_checklist()

    def run(self) -> None:
        """From the start to the end, everything at its time."""
        self.hands.shortcut(STEPS["plan"])
        self._go_to(_moment(self._case["started_at"]))
        self.hands.push("start_run")
        self._answer_checklist()
        started, ended = _moment(self._case["started_at"]), _moment(self._case["ended_at"])
        acts = sorted(self._run_acts(), key=lambda one: (one[0].utc, one[1]))
        self._do([one for one in acts if started <= one[0] <= ended])
        self._go_to(ended)
        self.hands.push("End run")
        self.hands.push("end_run_now")

    def _do(self, acts: list[Act]) -> None:
        """One after the other, each at its time."""
        for at, _rank, act in acts:
            self._go_to(at)
            act()
        self._leave_reaction()

    def close(self) -> None:
        """The end in numbers, the patient afterwards, the lumens locked."""
        close = self._case["close"]
        self.hands.shortcut("Ctrl+5")
        for bag in self._bags():
            self.hands.type(f"given_{bag[0]}", str(bag[1]["given_ml"]))
        self.hands.select("end_reason", close["end_reason"])
        for code in ("saline_in_waste_ml", "rinseback_ml", "samples_ml"):
            self.hands.type(code, str(close[code]))
        for code in ("anticoagulant_in_waste_ml", "end_note"):
            if code in close:
                self.hands.type(code, str(close[code]))
        ended = _moment(self._case["ended_at"])
        acts = [one for one in self._reaction_acts() if one[0] > ended]
        acts += [
            (_moment(one["taken_at"]), 0, partial(self._after, code, one["value"]))
            for code, one in close["after"].items()
        ]
        acts += [
            (_moment(one["at"]), 0, partial(self._lock, one)) for one in close.get("locks", [])
        ]
        self._do(sorted(acts, key=lambda one: (one[0].utc, one[1])))
        self._answer_checklist()
        Hands.settle(self.hands)  # what was answered is drawn anew
        self._answer_findings(at_close=True)

    def _after(self, code: str, value: object) -> None:
        self._leave_reaction()
        self.hands.shortcut(STEPS["close"])
        self.hands.type(code, _text(code, value))

    # Before the run

    def _before_acts(self) -> Iterator[Act]:
        case = self._case
        yield _moment(case["identity_check"]["at"]), 0, self._identify
        yield _moment(case["access_check"]["at"]), 0, self._look_at_access
        for code, one in case["before"].items():
            if one.get("source") != "laboratory":
                yield _moment(one["taken_at"]), 0, partial(self._measure, code, one["value"])
        started = _moment(case["started_at"])
        yield from (one for one in self._reaction_acts() if one[0] < started)

    def _identify(self) -> None:
        self.hands.shortcut(STEPS["identify"])
        for one in self._case["identity_check"]["identifiers"]:
            self.hands.type(one["kind"], one["value"])
        access = self._case.get("access_device_id")
        if access:
            self.hands.pick("access_device_id", access)

    def _measure(self, code: str, value: object) -> None:
        self._leave_reaction()
        self.hands.shortcut(STEPS["assess"])
        self.hands.type(code, _text(code, value))

    def _enter_laboratory(self) -> None:
        self.hands.shortcut(STEPS["assess"])
        self.hands.push("fold_laboratory")
        for code, one in self._case["before"].items():
            if one.get("source") == "laboratory":
                self.hands.type(code, _text(code, one["value"]))
                taken = _moment(one["taken_at"])
                self.hands.type(f"{CATALOGUE[code].label}, taken at", f"{taken.day} {taken.clock}")

    def _look_at_access(self) -> None:
        self.hands.shortcut(STEPS["assess"])
        for sign, seen in self._case["access_check"].items():
            if isinstance(seen, bool):
                self.hands.pick(sign, "yes" if seen else "no")
        if "note" in self._case["access_check"]:
            self.hands.type("access_note", self._case["access_check"]["note"])
        for drug in self._case["drugs_of_note"]:
            self.hands.push(drug["class"])
            start = f"drug_{drug['class']}"
            at = _moment(drug["last_dose_at"])
            self.hands.type(f"{start}_drug", drug["drug"])
            self.hands.type(f"{start}_dose", drug["dose"])
            self.hands.type(f"{start}_last_dose_at", f"{at.day} {at.clock}")
        if not self._case["drugs_of_note"]:
            self.hands.push("none-of-the-drugs")

    def _plan(self) -> None:
        case = self._case
        machine, circuit = case["machine"], case["set"]
        self.hands.choose("Machine", f"{machine['model']} (demonstration)")
        for code in ("serial", "maintenance_due_on", "electrical_check_due_on"):
            self.hands.type(f"machine.{code}", machine[code])
        for code in ("name", "extracorporeal_volume_ml", "lot", "expires_on"):
            self.hands.type(f"set.{code}", str(circuit[code]))
        for supply in case["supplies"]:
            for code in SUPPLIES:
                self.hands.type(f"{supply['kind']}.{code}", supply[code])
        self.hands.type("prime_given_ml", str(case["prime_given_ml"]))
        self._plan_otherwise(case.get("plan", {}))

    def _plan_otherwise(self, plan: Json) -> None:
        """What this session does otherwise than ordered: a mix of fluids, and why."""
        if not plan:
            return
        self.hands.push("fold_differ")
        self.hands.type("plan.reason", plan["reason"])
        self.hands.select("plan.replacement", "mix")
        for place, part in enumerate(plan["replacement"]):
            self.hands.choose(f"plan.mix_{place}.fluid", _fluid_label(part))
            self.hands.type(f"plan.mix_{place}.share", f"{Decimal(str(part['share'])) * 100:f}")

    def _answer_checklist(self) -> None:
        wanted = {one["item"]: one for one in self._case["checklist"]}
        for _item in range(MOST_ITEMS):
            Hands.settle(self.hands)  # the next item opens by itself
            rows = self._stage.program.page.findChildren(ChecklistItemView)
            waiting = [one for one in rows if one.isVisible() and one.view.mark is Mark.OPEN]
            if not waiting:
                return
            row = next((one for one in waiting if one.is_open), waiting[0])
            if not row.is_open:
                row.setFocus(Qt.FocusReason.MouseFocusReason)
                self.hands.press(Qt.Key.Key_Space)
            given = wanted.get(row.view.code, {"answer": "done"})
            self.hands.push(ANSWERS[given["answer"]])
            if row.reason_edit is not None:
                QTest.keyClicks(row.reason_edit, given["reason"])
                self.hands.press(Qt.Key.Key_Return)
        raise LostError("the checklist has no end")

    def _answer_findings(self, *, at_close: bool = False) -> None:
        """What the case overrides is overridden here, a stop with its reason."""
        for one in self._overrides:
            if (one["finding"] in AT_CLOSE) is not at_close:
                continue
            act = next((name for name in ("override", "seen") if self.hands.can_see(name)), "")
            if act:
                self.hands.push(act)
            if self.hands.can_see("dialog_keep"):
                self.hands.type("reason", one["reason"])
                self.hands.push("dialog_keep")

    # The run

    def _run_acts(self) -> Iterator[Act]:
        """Each act with its time; the rank says what comes first within a minute."""
        case = self._case
        pauses = case.get("pauses", [])
        for bag in case["bags"]:
            yield _moment(bag["started_at"]), 0, partial(self._hang, bag)
        for pause in pauses:
            yield _moment(pause["to"]), 1, self._resume
            if pause["from"] not in self._deeds("pause"):
                yield _moment(pause["from"]), 3, self._pause
        for reading in case["readings"]:
            at = reading.get("entered_at", reading["at"])
            yield _moment(at), 2, partial(self._row, reading)
        for drug in case.get("drugs_given", []):
            yield _moment(drug["at"]), 3, partial(self._drug, drug)
        for bolus in case.get("saline_boluses", []):
            yield _moment(bolus["at"]), 3, partial(self._bolus, bolus)
        yield from self._reaction_acts()

    def _hang(self, bag: Json) -> None:
        self._leave_reaction()
        self.hands.shortcut("F7")
        self.hands.choose("Fluid", _fluid_label(bag))
        for code in BAG:
            if code in bag:
                self.hands.type(code, str(bag[code]))
        for code in ("abo", "rhd"):
            if code in bag:
                self.hands.pick(code, bag[code])
        self.hands.push("dialog_keep")

    def _row(self, reading: Json) -> None:
        """Vitals and totals from left to right; what has no column behind F3."""
        self._leave_reaction()
        shown = shown_in_columns()
        if "entered_at" in reading:
            self.hands.type("row_at", _moment(reading["at"]).clock)
        cells = {code: one for code, one in reading.items() if code not in NOT_CELLS}
        for code, value in cells.items():
            if code in shown:
                self.hands.type(f"row_{code}", _text(code, value))
        others = {code: one for code, one in cells.items() if code not in shown}
        if others:
            self.hands.shortcut("F3")
            for code, value in others.items():
                self.hands.type(code, _text(code, value))
            self.hands.push("more_done")
        self.hands.reach("row_systolic_mmhg")
        for _question in range(MOST_QUESTIONS):  # what is asked about is stood by with Enter
            self.hands.press(Qt.Key.Key_Return)
            row = self._stage.step().open_row
            if row is None or not row.values:
                return
        raise LostError("the row is not kept")

    def _drug(self, drug: Json) -> None:
        self._leave_reaction()
        self.hands.shortcut("F6")
        for code in DRUG:
            if code in drug:
                self.hands.type(code, str(drug[code]))
        self.hands.pick("route", drug["route"])
        self.hands.push("dialog_keep")

    def _bolus(self, bolus: Json) -> None:
        self._leave_reaction()
        self.hands.shortcut("F6")
        self.hands.push("bolus")
        self.hands.type("volume_ml", str(bolus["volume_ml"]))
        self.hands.type("reason", bolus["reason"])
        self.hands.push("dialog_keep")

    def _pause(self) -> None:
        self._leave_reaction()
        self.hands.shortcut("F4")
        self.hands.pick("pause_reason", "access")

    def _resume(self) -> None:
        self._leave_reaction()
        self.hands.shortcut("F4")

    # The close

    def _lock(self, lock: Json) -> None:
        self._leave_reaction()
        self.hands.shortcut(STEPS["close"])
        self.hands.push(f"Tell: {lock['lumen'].capitalize()} lumen, not recorded")
        self.hands.select("agent", lock["agent"])
        for code in ("volume_ml", "citrate_percent", "heparin_iu_ml", "lot"):
            if code in lock:
                self.hands.type(code, str(lock[code]))
        self.hands.push("dialog_keep")

    def _go_to(self, at: Moment) -> None:
        """Let time pass until then."""
        minutes = at.minutes_since(self._stage.clock.now())
        if minutes > 0:
            self._stage.let_time_pass(minutes)


FLUIDS = {
    "plasma-fresh-frozen": "Fresh frozen plasma",
    "sodium-chloride-0-9": "Sodium chloride 0.9 %",
}


def _fluid_label(part: Json) -> str:
    strength = part.get("concentration_percent")
    return f"Albumin {strength} %" if part["fluid"] == "albumin" else FLUIDS[part["fluid"]]


def _moment(text: str) -> Moment:
    return Moment.parse(text)


def _text(code: str, value: object) -> str:
    """A quantity as one types it."""
    return CATALOGUE[code].format(Decimal(str(value)))
