"""Whether the hand-overs of a course are as both have signed them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plexlog.domain.records import Course, HandOver, HandSigned, Session
from plexlog.domain.unit import Problem

IsSigned = Callable[[int, HandSigned, bytes], bool | None]
_TWO = 2


def hand_overs_not_as_signed(
    course: Course, is_signed: IsSigned
) -> Iterator[tuple[Problem, bool]]:
    """What does not hold, and whether it can be told: the people of another record are not known.

    `is_signed` takes number of the session, who signed and message; None: nobody of here.
    """
    for session in course.sessions or ():
        for one in session.hand_overs or ():
            if one.signed is not None and (answer := _answer(course, session, one, is_signed)):
                what, is_known = answer
                yield (
                    Problem(
                        where=f"hand-over of {one.at}",
                        what=what,
                        record_number=course.patient.record_number,
                        course_id=course.course_id,
                        session_number=session.number,
                    ),
                    is_known,
                )


def _answer(
    course: Course, session: Session, one: HandOver, is_signed: IsSigned
) -> tuple[str, bool] | None:
    message = one.message(course.course_id, session.id)
    signed = one.signed or ()
    answers = [is_signed(session.number, each, message) for each in signed]
    names = sorted(each.name for each in signed)
    keys = {each.staff_key for each in signed}
    if False in answers or len(keys) != _TWO or names != sorted((one.given_by, one.taken_by)):
        return "is not as both have signed it", True
    if None in answers:
        return "was signed by people who are not on the staff of this record", False
    return None
