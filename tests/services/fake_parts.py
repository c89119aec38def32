"""Parts of the record in memory that stand for themselves: limits, drafts, signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plexlog.domain.drafts import Draft
from plexlog.domain.moments import Moment
from plexlog.domain.records import Session
from plexlog.domain.unit import LimitChange, Signature, StaffMember
from plexlog.domain.unit_settings import SettingChange
from tests.services.fake_stories import FakeStories


class FakeLimits:
    """The limits of a unit in memory, and which a session keeps."""

    def __init__(self, me: StaffMember) -> None:
        self._me = me
        self._limits: list[LimitChange] = []
        self._kept_limits: dict[str, int] = {}  # version by session, from its start

    def limit_changes(self) -> Sequence[LimitChange]:
        return tuple(self._limits)

    def change_limit(self, name: str, value: float, why: str) -> None:
        self._limits.append(
            LimitChange(
                version=len(self._limits) + 1,
                name=name,
                value=value,
                by=self._me.name,
                at=Moment.parse("2026-11-20T14:30+01:00"),
                why=why,
            )
        )

    def limits_version(self, session_key: str) -> int | None:
        return self._kept_limits.get(session_key)

    def _keep_limits(self, session_key: str, session: Session) -> None:
        """From its start on a session keeps the limits in force."""
        if session.started_at is not None:
            self._kept_limits.setdefault(session_key, len(self._limits))


class FakeSettings:
    """What the unit sets in words, in memory."""

    _me: StaffMember

    def setting_changes(self) -> Sequence[SettingChange]:
        return tuple(self._settings)

    @property
    def _settings(self) -> list[SettingChange]:
        found: list[SettingChange] = self.__dict__.setdefault("_setting_changes", [])
        return found

    def change_setting(self, name: str, value: str, why: str) -> None:
        self._settings.append(
            SettingChange(
                version=len(self._settings) + 1,
                name=name,
                value=value,
                by=self._me.name,
                at=Moment.parse("2026-11-20T14:30+01:00"),
                why=why,
            )
        )


class FakeDrafts:
    """What is typed into forms, in memory."""

    def draft(self, form: str) -> Draft | None:
        return self._forms.get(form)

    def keep_draft(self, form: str, texts: Mapping[str, Any]) -> None:
        at = Moment.parse("2026-11-20T14:00+01:00")
        self._forms[form] = Draft(form=form, texts=dict(texts), by="Ada N.", at=at)

    def drop_draft(self, form: str) -> None:
        self._forms.pop(form, None)

    @property
    def _forms(self) -> dict[str, Draft]:
        kept: dict[str, Draft] = self.__dict__.setdefault("_drafts", {})
        return kept


class FakeHistory(FakeStories):
    """How often was written, and the signatures."""

    writes = 0

    def add_signature(self, signature: Signature) -> None:
        self._signed().append(signature)
        self.writes += 1

    def signatures(self, session_key: str) -> Sequence[Signature]:
        return [one for one in self._signed() if one.session_key == session_key]

    def history_head(self) -> str:
        return f"{self.writes:064x}"

    def history_number(self, head: str) -> int:
        return int(head, 16) if int(head, 16) <= self.writes else 0

    def row_of_signature(self, signature_key: str) -> int:
        return 1 + [one.key for one in self._signed()].index(signature_key)

    def _signed(self) -> list[Signature]:
        kept: list[Signature] = self.__dict__.setdefault("_given_signatures", [])
        return kept
