"""Which quantities the rows of a run show in columns: those of the machine in use."""

from __future__ import annotations

from plexlog.domain.facts import RowTemplateFact
from plexlog.domain.records import Machine
from plexlog.services.desk import Knowledge


def template_of(knowledge: Knowledge, machine: Machine | None) -> RowTemplateFact | None:
    """The template that the machine names, else that of its kind; None: there is none.

    While no machine is chosen the first template stands in.
    """
    known = knowledge.row_templates
    if machine is None:
        return next(iter(known.values()), None)
    named = {one.model: one.row_template for one in knowledge.machines}.get(machine.model, "")
    of_kind = (one for one in known.values() if machine.kind.value in one.kinds)
    return known.get(named) or next(of_kind, None)
