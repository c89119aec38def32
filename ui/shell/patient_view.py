"""The banner's words from what is known of a patient."""

from __future__ import annotations

from collections.abc import Sequence

from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.language import gettext as _
from plexlog.services.banner import Alert, BannerFacts
from ui.forms.person import age_words, sex_sign
from ui.shell.banner import Allergies, PatientView

_MOST_NAMED = 2  # the course page lists them all


def patient_view(facts: BannerFacts) -> PatientView:
    """What the banner shows."""
    patient = facts.patient
    born = patient.birth_date.isoformat()
    return PatientView(
        family=patient.family_name,
        given=patient.given_name,
        sex=sex_sign(patient.sex_for_formulas),
        age=age_words(born, facts.today),
        born=born,
        number=patient.record_number,
        weight=_weight(facts),
        weighed_on=_weighed_on(facts),
        context=tuple(_context(facts)),
        alerts=_alerts(facts.alerts),
        paper="" if facts.paper is None else facts.paper.nurse,
        allergies=_allergies(facts),
        allergens=tuple(one.substance for one in patient.allergies or ()),
    )


def _alerts(alerts: Sequence[Alert]) -> tuple[str, ...]:
    """One chip that names the latest and counts the others; two would push a long name out."""
    if not alerts:
        return ()
    words = [_alert(one) for one in alerts[:_MOST_NAMED]]
    if len(alerts) > _MOST_NAMED:
        words.append(_("{count} more").format(count=len(alerts) - _MOST_NAMED))
    return ("; ".join(words),)


def _alert(alert: Alert) -> str:
    kind = wording.spoken(alert.kind)
    if not alert.is_earlier_course:
        words = _("{kind} in session {number}")
        return words.format(kind=kind, number=alert.session_number)
    if alert.course_number is None:
        return _("{kind} in an earlier course").format(kind=kind)
    return _("{kind} in course {number}").format(kind=kind, number=alert.course_number)


def _weight(facts: BannerFacts) -> str:
    if facts.weight is None:
        return ""
    return wording.quantity_with_unit(CATALOGUE["weight_kg"], facts.weight)


def _weighed_on(facts: BannerFacts) -> str:
    """The day of a weight that is not of the session that is open; whether it was amended."""
    amended = _("amended") if facts.was_amended else ""
    if facts.weighed_on is None:
        return amended
    day = _("of {day}").format(day=wording.day(facts.weighed_on))
    return f"{day}, {amended}" if amended else day


def _context(facts: BannerFacts) -> list[str]:
    words = [facts.indication] if facts.indication else []
    if facts.course_number is not None:
        words.append(_("course {number}").format(number=facts.course_number))
    if facts.session_number is not None and facts.sessions_planned is not None:
        words.append(
            _("session {number} of {planned}").format(
                number=facts.session_number, planned=facts.sessions_planned
            )
        )
    elif facts.session_number is not None:
        words.append(_("session {number}").format(number=facts.session_number))
    return words


def _allergies(facts: BannerFacts) -> Allergies:
    if facts.patient.allergies is None:
        return Allergies.NOT_ASKED
    return Allergies.KNOWN if facts.patient.allergies else Allergies.NONE_KNOWN
