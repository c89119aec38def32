"""Blood and plasma volume of a session from what is recorded of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plexlog.clinical.figures.worked import absent, number
from plexlog.clinical.plans import day_of, planned_plasma_volumes
from plexlog.clinical.volumes import (
    BloodVolume,
    BodySize,
    blood_volume,
    completed_years,
    lemmens_ml,
    plasma_volume_ml,
    typed_volume,
)
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Plan, Session

MOST_DAYS_OF_LIFE = 130 * 365


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionVolumes:
    """Volumes of a session in mL; None where an input is missing."""

    age_years: int | None = None
    height_cm: float | None = None
    weight_kg: float | None = None
    hematocrit: float | None = None  # fraction
    blood_volume: BloodVolume | None = None
    epv_ml: float | None = None
    lemmens_epv_ml: float | None = None
    planned_plasma_volumes: float | None = None
    target_ml: float | None = None
    missing: Mapping[str, tuple[str, ...]]  # figure to the inputs it lacks

    @property
    def tbv_ml(self) -> float | None:
        """Total blood volume."""
        return None if self.blood_volume is None else self.blood_volume.tbv_ml

    @property
    def bmi(self) -> float | None:
        """Body mass index, kg/m²."""
        if self.height_cm is None or self.weight_kg is None:
            return None
        return self.weight_kg / (self.height_cm / 100) ** 2


def session_volumes(course: Course, session: Session, now: Moment | None = None) -> SessionVolumes:
    """The volumes by today's weight and haematocrit; nothing is taken from another session."""
    before = session.before
    height = number(before, "height_cm")
    if height is None and course.patient.height_cm is not None:
        height = float(course.patient.height_cm)
    weight = number(before, "weight_kg")
    percent = number(before, "hematocrit_percent")
    hematocrit = None if percent is None else percent / 100
    age = _age(course.patient.birth_date, day_of(session, now))
    volume, lacks = _blood_volume(course, session, age, (height, weight))
    epv = _epv(None if volume is None else volume.tbv_ml, hematocrit)
    planned = planned_plasma_volumes(course, session)
    multiple = None if planned is None else float(planned)
    no_hematocrit = absent({"hematocrit_percent": hematocrit})
    return SessionVolumes(
        age_years=age,
        height_cm=height,
        weight_kg=weight,
        hematocrit=hematocrit,
        blood_volume=volume,
        epv_ml=epv,
        lemmens_epv_ml=_lemmens_epv(height, weight, hematocrit),
        planned_plasma_volumes=multiple,
        target_ml=None if epv is None or multiple is None else multiple * epv,
        missing={
            "tbv_ml": lacks,
            "epv_ml": (*lacks, *no_hematocrit),
            "lemmens_epv_ml": (
                *absent({"height_cm": height, "weight_kg": weight}),
                *no_hematocrit,
            ),
            "target_ml": (*lacks, *no_hematocrit, *absent({"plasma_volumes": multiple})),
        },
    )


def _blood_volume(
    course: Course, session: Session, age: int | None, size: tuple[float | None, float | None]
) -> tuple[BloodVolume | None, tuple[str, ...]]:
    plan = session.plan or Plan()
    if plan.total_blood_volume is not None:
        typed = plan.total_blood_volume
        return typed_volume(float(typed.value_ml), typed.reason), ()
    sex, (height, weight) = course.patient.sex_for_formulas, size
    if sex is None or height is None or weight is None or age is None:
        inputs = {
            "sex_for_formulas": sex,
            "height_cm": height,
            "weight_kg": weight,
            "birth_date": age,
        }
        return None, absent(inputs)
    body = BodySize(sex=sex, age_years=age, height_cm=height, weight_kg=weight)
    return blood_volume(body, plan.blood_volume_formula), ()


def _age(birth: date, day: date | None) -> int | None:
    """Completed years on the day; None before the day is known or where it cannot be."""
    if day is None or not 0 <= (day - birth).days <= MOST_DAYS_OF_LIFE:
        return None
    return completed_years(birth, day)


def _epv(tbv_ml: float | None, hematocrit: float | None) -> float | None:
    return None if tbv_ml is None or hematocrit is None else plasma_volume_ml(tbv_ml, hematocrit)


def _lemmens_epv(
    height_cm: float | None, weight_kg: float | None, hematocrit: float | None
) -> float | None:
    if height_cm is None or weight_kg is None:
        return None
    return _epv(lemmens_ml(height_cm / 100, weight_kg), hematocrit)
