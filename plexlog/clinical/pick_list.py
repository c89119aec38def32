"""Whole bottles and units for an order: what to fetch, and how much of it will be left over.

An order rounds up to whole containers; what is delivered is counted as it was given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import gcd

from plexlog.clinical.domain_errors import volume
from plexlog.clinical.replacement import diluted_parts_ml, part_of_replacement_ml
from plexlog.domain.facts import FluidFact
from plexlog.domain.records import FluidShare
from plexlog.domain.words import Diluent, Fluid

Wanted = tuple[Fluid | Diluent, Decimal | None]
_FLUID_OF_DILUENT = {Diluent.SALINE: Fluid.SALINE}


@dataclass(frozen=True, slots=True)
class Containers:
    """So many containers of one size."""

    count: int
    size_ml: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One fluid to fetch."""

    fluid: str  # the word of the fluid
    label: str
    needed_ml: float
    containers: tuple[Containers, ...]  # largest first; empty where no size is known

    @property
    def fetched_ml(self) -> int:
        """What the containers hold."""
        return sum(one.count * one.size_ml for one in self.containers)

    @property
    def waste_ml(self) -> float | None:
        """What will be left over; None where no size is known."""
        return self.fetched_ml - self.needed_ml if self.containers else None


def pick_list(
    shares: Sequence[FluidShare], replacement_ml: float, facts: Sequence[FluidFact]
) -> tuple[Pick, ...]:
    """What to fetch for a replacement; concentrates with their diluent, the same fluid once."""
    needs: dict[Wanted, float] = {}
    for one in shares:
        for wanted, needed in _needs(
            one, part_of_replacement_ml(replacement_ml, float(one.share))
        ):
            needs[wanted] = needs.get(wanted, 0.0) + needed
    return tuple(_pick(wanted, needed, facts) for wanted, needed in needs.items() if needed > 0)


def containers_for(needed_ml: float, sizes_ml: Sequence[int]) -> tuple[Containers, ...]:
    """Whole containers that hold a volume: what leaves least over, of these the fewest."""
    sizes = sorted({size for size in sizes_ml if size > 0}, reverse=True)
    if volume("a volume to fetch of", needed_ml) == 0 or not sizes:
        return ()
    fewest: dict[int, tuple[int, ...]] = {0: ()}  # total to the sizes that make it
    step = gcd(*sizes)
    total = 0
    while total < needed_ml or total not in fewest:
        total += step
        ways = [(*fewest[total - size], size) for size in sizes if total - size in fewest]
        if ways:
            fewest[total] = min(ways, key=len)
    taken = fewest[total]
    return tuple(Containers(taken.count(size), size) for size in sizes if size in taken)


def sizes_of(
    fluid: Fluid, concentration_percent: Decimal | None, facts: Sequence[FluidFact]
) -> tuple[int, ...]:
    """The sizes that a fluid comes in; of donor plasma the middle one, for its units vary."""
    sizes = sorted(
        {
            size
            for fact in facts
            if fact.fluid == fluid.value and _same_strength(fact, concentration_percent)
            for size in fact.volumes_ml
        }
    )
    return (sizes[len(sizes) // 2],) if sizes and fluid.is_plasma else tuple(sizes)


def _needs(one: FluidShare, volume_ml: float) -> Iterator[tuple[Wanted, float]]:
    """A share as it is fetched: a concentrate with its diluent, any other fluid as it is."""
    if one.concentration_percent is None or one.diluted_to_percent is None:
        yield (one.fluid, one.concentration_percent), volume_ml
        return
    concentrate, diluent = diluted_parts_ml(
        volume_ml, float(one.concentration_percent), float(one.diluted_to_percent)
    )
    yield (one.fluid, one.concentration_percent), concentrate
    if one.diluent is not None:
        yield (_FLUID_OF_DILUENT.get(one.diluent, one.diluent), None), diluent


def _pick(wanted: Wanted, needed_ml: float, facts: Sequence[FluidFact]) -> Pick:
    fluid, percent = wanted
    strength = "" if percent is None else f" {percent.normalize():f} %"
    sizes = sizes_of(fluid, percent, facts) if isinstance(fluid, Fluid) else ()
    return Pick(
        fluid=fluid.value,
        label=f"{fluid.label}{strength}",
        needed_ml=needed_ml,
        containers=containers_for(needed_ml, sizes),
    )


def _same_strength(fact: FluidFact, concentration_percent: Decimal | None) -> bool:
    if not fact.concentration_percent or concentration_percent is None:
        return True
    return Decimal(fact.concentration_percent) == concentration_percent
