"""The consents over the course: scope, days, what they do not reach; and one more."""

from __future__ import annotations

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Consent
from plexlog.services.before_start import consent_gaps
from plexlog.services.open_session import SessionView
from ui.session.record_list import ListLine


def consent_lines(view: SessionView) -> tuple[ListLine, ...]:
    """The consents on record, each with scope and days."""
    return tuple(
        ListLine(
            wording.sentence(one.kind.label),
            consent_words(one),
            can_drop=one.withdrawn_on is None,
        )
        for one in view.course.order.consents or ()
    )


def consent_words(consent: Consent) -> str:
    """What a consent covers, from when to when, and who took it."""
    parts = [_("given {day}").format(day=wording.day(consent.given_on))]
    if consent.valid_until is not None:
        parts.append(_("valid until {day}").format(day=wording.day(consent.valid_until)))
    else:
        parts.append(_("without an end"))
    if consent.withdrawn_on is not None:
        parts.append(_("WITHDRAWN {day}").format(day=wording.day(consent.withdrawn_on)))
    for words, value in (
        (_("for {scope}"), consent.scope),
        (_("taken by {scope}"), consent.taken_by),
        (_("language {scope}"), consent.language),
        (_("form {scope}"), consent.form_version),
    ):
        if value:
            parts.append(words.format(scope=value))
    return ", ".join(parts)


def consent_note(view: SessionView) -> str:
    """Where the consents do not reach over the course."""
    gaps = consent_gaps(view)
    return _("gap: {what}").format(what="; ".join(gaps)) if gaps else ""
