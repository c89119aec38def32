"""A nurse who enters a session of a case through the real window, act by act, at its own times.

She touches what she means: where Tab would walk past fifty parts, a tap goes there at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.moments import Moment
from tests.journeys.nurse_reactions import STEPS, Act, AtReactions, Json, moment
from ui.demo.hands import Hands, LostError
from ui.session.run_columns import shown_in_columns
from ui.widgets.checklist import ChecklistItemView, Mark

SUPPLIES = ("lot", "expires_on")
BAG = ("volume_ml", "expires_on", "lot", "product", "din", "din_check")
DRUG = ("drug", "dose", "volume_ml", "lot", "expires_on", "reason")
ANSWERS = {"done": "Done", "not-applicable": "Not applicable", "not-done": "Not done"}
AT_CLOSE = ("target-missed",)  # findings that come only with the end
NOT_CELLS = ("at", "by", "note", "entered_at")
MOST_ITEMS = 40
MOST_QUESTIONS = 5


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
        self._go_to(moment(self._case["started_at"]))
        self.hands.push("start_run")
        self._answer_checklist()
        started, ended = moment(self._case["started_at"]), moment(self._case["ended_at"])
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
        ended = moment(self._case["ended_at"])
        acts = [one for one in self._reaction_acts() if one[0] > ended]
        acts += [
            (moment(one["taken_at"]), 0, partial(self._after, code, one["value"]))
            for code, one in close["after"].items()
        ]
        acts += [
            (moment(one["at"]), 0, partial(self._lock, one)) for one in close.get("locks", [])
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
        yield moment(case["identity_check"]["at"]), 0, self._identify
        yield moment(case["access_check"]["at"]), 0, self._look_at_access
        for code, one in case["before"].items():
            if one.get("source") != "laboratory":
                yield moment(one["taken_at"]), 0, partial(self._measure, code, one["value"])
        started = moment(case["started_at"])
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
                taken = moment(one["taken_at"])
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
            at = moment(drug["last_dose_at"])
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
            yield moment(bag["started_at"]), 0, partial(self._hang, bag)
        for pause in pauses:
            yield moment(pause["to"]), 1, self._resume
            if pause["from"] not in self._deeds("pause"):
                yield moment(pause["from"]), 3, self._pause
        for reading in case["readings"]:
            at = reading.get("entered_at", reading["at"])
            yield moment(at), 2, partial(self._row, reading)
        for drug in case.get("drugs_given", []):
            yield moment(drug["at"]), 3, partial(self._drug, drug)
        for bolus in case.get("saline_boluses", []):
            yield moment(bolus["at"]), 3, partial(self._bolus, bolus)
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
            self.hands.type("row_at", moment(reading["at"]).clock)
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


def _text(code: str, value: object) -> str:
    """A quantity as one types it."""
    return CATALOGUE[code].format(Decimal(str(value)))
