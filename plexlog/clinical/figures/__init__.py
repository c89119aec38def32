"""Every number that is shown of a session or a course, made from its record.

Screens, both reports and exports take their numbers from here, so that they cannot disagree.
"""

from plexlog.clinical.figures.course import (
    CourseFigures,
    ReactionCount,
    course_figures,
    reaction_counts,
)
from plexlog.clinical.figures.run import ReadingFigures
from plexlog.clinical.figures.running import (
    RunningFigures,
    running_figures,
)
from plexlog.clinical.figures.session import SessionFigures, session_figures
from plexlog.clinical.figures.vitals import VitalsDue, vitals_due
from plexlog.clinical.figures.volumes import SessionVolumes, session_volumes

__all__ = [
    "CourseFigures",
    "ReactionCount",
    "ReadingFigures",
    "RunningFigures",
    "SessionFigures",
    "SessionVolumes",
    "VitalsDue",
    "course_figures",
    "reaction_counts",
    "running_figures",
    "session_figures",
    "session_volumes",
    "vitals_due",
]
