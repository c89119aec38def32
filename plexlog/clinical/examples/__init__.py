"""Published worked examples of every formula, for the self-test and its page of validation."""

from plexlog.clinical.examples.choosing import CHOOSING_EXAMPLES
from plexlog.clinical.examples.clotting import CLOTTING_EXAMPLES
from plexlog.clinical.examples.course_curves import COURSE_EXAMPLES
from plexlog.clinical.examples.delivered import DELIVERED_EXAMPLES
from plexlog.clinical.examples.donation import DONATION_EXAMPLES
from plexlog.clinical.examples.example import Example
from plexlog.clinical.examples.exchange import EXCHANGE_EXAMPLES
from plexlog.clinical.examples.kinetics import KINETICS_EXAMPLES
from plexlog.clinical.examples.volumes import VOLUME_EXAMPLES

__all__ = ["EXAMPLES", "Example"]

EXAMPLES: tuple[Example, ...] = (
    *VOLUME_EXAMPLES,
    *CHOOSING_EXAMPLES,
    *KINETICS_EXAMPLES,
    *COURSE_EXAMPLES,
    *EXCHANGE_EXAMPLES,
    *DELIVERED_EXAMPLES,
    *CLOTTING_EXAMPLES,
    *DONATION_EXAMPLES,
)
