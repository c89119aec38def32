"""Results and a physician's words of a course, in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

from plexlog.domain.records import Course, FollowUp, LabResult, PhysicianText, Score
from plexlog.domain.unit import ResultChange


class FakeResults:
    """What is kept of a course beside its sessions."""

    reasons: list[str]

    def course(self, course_key: str) -> Course:
        raise NotImplementedError

    def change_course(self, course_key: str, **lists: Any) -> None:
        raise NotImplementedError

    def put_result(self, course_key: str, result: LabResult | Score) -> str:
        made = result if result.key else replace(result, key=str(uuid4()))
        others = self._others(course_key, made)
        self.change_course(course_key, **{_list_of(made): (*others, made)})
        return made.key

    def take_back_result(self, course_key: str, result: LabResult | Score, why: str) -> None:
        self.change_course(course_key, **{_list_of(result): self._others(course_key, result)})
        self.reasons.append(why)

    def results_at(self, course_key: str, number: int) -> tuple[LabResult, ...]:
        """As they are: what stood before is told by a record on disk alone."""
        del number
        return self.course(course_key).lab_results or ()

    def result_changes(self, course_key: str, after: int) -> list[ResultChange]:
        del course_key, after
        return []

    def add_physician_text(self, course_key: str, text: PhysicianText) -> str:
        made = replace(text, key=str(uuid4()))
        texts = (*(self.course(course_key).physician_texts or ()), made)
        self.change_course(course_key, physician_texts=texts)
        return made.key

    def put_follow_up(self, course_key: str, follow_up: FollowUp) -> str:
        made = follow_up if follow_up.key else replace(follow_up, key=str(uuid4()))
        there = self.course(course_key).follow_ups or ()
        is_new = made.key not in {one.key for one in there}
        changed = tuple(made if one.key == made.key else one for one in there)
        self.change_course(course_key, follow_ups=(*there, made) if is_new else changed)
        return made.key

    def _others(self, course_key: str, result: LabResult | Score) -> tuple[Any, ...]:
        every = getattr(self.course(course_key), _list_of(result)) or ()
        return tuple(one for one in every if one.key != result.key)


def _list_of(result: LabResult | Score) -> str:
    return "lab_results" if isinstance(result, LabResult) else "scores"
