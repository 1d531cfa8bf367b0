"""Remember what organisers did, to which event and when. What attendees do is never audited."""

from .personal_data import COLUMNS as COLUMNS
from .queries import deeds_of as deeds_of
from .queries import deeds_on as deeds_on
from .service import forget_before as forget_before
from .service import note as note
