"""Reactions of a case, told by the nurse: kind, deeds, cultures, outcome, each at its time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import Qt

from plexlog.domain.moments import Moment
from tests.journeys.taps import Taps
from ui.demo.stage import Stage

Json = dict[str, Any]
Act = tuple[Moment, int, Callable[[], None]]
STEPS = {
    "identify": "Ctrl+1",
    "assess": "Ctrl+2",
    "plan": "Ctrl+3",
    "run": "Ctrl+4",
    "close": "Ctrl+5",
}


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
            yield moment(reaction["onset_at"]), 4, partial(self._react, reaction)
            for deed in reaction["actions"]:
                at = self._told_at(deed if "at" in deed else {"at": reaction["onset_at"]})
                yield at, 5, partial(self._deed, reaction, deed)
            if "infection" in reaction:
                yield moment(reaction["onset_at"]), 4, partial(self._infection, reaction)
                for culture in reaction["infection"]["cultures"]:
                    yield (
                        moment(culture["taken_at"]),
                        5,
                        partial(self._culture, reaction, culture),
                    )
            yield moment(reaction["outcome_at"]), 6, partial(self._outcome, reaction)

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
        at = moment(deed["at"])
        ends = [
            moment(one["to"])
            for one in self._case.get("pauses", [])
            if moment(one["from"]) < at < moment(one["to"])
        ]
        return max([at, *ends]) if self._parts(deed) else at

    def _react(self, reaction: Json) -> None:
        self._leave_reaction()
        self.hands.shortcut("F9")
        self.hands.pick("kind", reaction["kind"])
        self._reaction = reaction["id"]
        self._told.append(reaction["id"])
        for code in ("grade", "relation"):
            self.hands.pick(code, reaction[code])
        if reaction["procedure"] not in ("paused", "stopped"):  # those are acts with their time
            self.hands.pick("procedure", reaction["procedure"])

    def _open_reaction(self, reaction: Json) -> None:
        if self._reaction == reaction["id"]:
            return
        self._leave_reaction()
        view = self._stage.step()
        if view.is_running:
            self.hands.shortcut("F5")
        else:
            self.hands.shortcut(STEPS["close" if view.session.ended_at else "assess"])
            self.hands.open_row("Open: ", moment(reaction["onset_at"]).clock)
        self._reaction = reaction["id"]

    def _leave_reaction(self) -> None:
        if self._reaction:
            self.hands.press(Qt.Key.Key_Escape)
            self._reaction = ""

    def _deed(self, reaction: Json, deed: Json) -> None:
        self._open_reaction(reaction)
        if not self.hands.can_see("choice_side"):
            self.hands.push("Back")
        if deed["action"] == "pause":
            self.hands.pick("procedure", "paused")
            return
        self.hands.pick("side", "done")
        self.hands.push(deed["action"])
        if not self.hands.can_see("deed_form"):
            return
        if self._parts(deed):
            self.hands.pick_saying("there", moment(deed["at"]).clock)
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
        if reaction["procedure"] == "stopped":
            self._stopped()
        self.hands.push("reaction_next")
        signs = reaction.get("infection", {}).get("signs", [])  # asked once, with the infection
        for symptom in (one for one in reaction["symptoms"] if one not in signs):
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

    def _stopped(self) -> None:
        """The run is ended from its own page, at its own time."""
        if not self.hands.can_see("choice_side"):
            self.hands.push("Back")
        self.hands.pick("procedure", "stopped")
        if self.hands.can_see("deed_form"):
            self.hands.push("deed_put_off")

    def _bags(self) -> list[tuple[str, Json]]:
        """The id of each bag that hangs or hung, with the bag of the case."""
        bags = self._stage.step().session.bags or ()
        return [(one.id, case) for one, case in zip(bags, self._case["bags"], strict=False)]


def moment(text: str) -> Moment:
    """A time as a case has it."""
    return Moment.parse(text)
