"""The banner's words from what is known of a patient."""

from __future__ import annotations

from gettext import gettext as _

from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.services.banner import BannerFacts
from ui.forms.person import age_words, sex_sign
from ui.shell.banner import Allergies, PatientView

_MOST_ALERTS = 1  # two chips beside a long name would push it out; the course page lists them all


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
        context=tuple(_context(facts)),
        alerts=tuple(
            _("{kind} in session {number}").format(
                kind=wording.spoken(alert.kind), number=alert.session_number
            )
            for alert in facts.alerts[:_MOST_ALERTS]
        ),
        allergies=_allergies(facts),
        allergens=tuple(one.substance for one in patient.allergies or ()),
    )


def _weight(facts: BannerFacts) -> str:
    if facts.weight is None:
        return ""
    return wording.quantity_with_unit(CATALOGUE["weight_kg"], facts.weight)


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
