"""Fill shifts with people who need no account, and never promise a place twice.

The verbs want a transaction around them. `rota` decides about shifts for every path.
"""

from . import roles as roles
from .diary import entries as entries
from .errors import BelowTaken as BelowTaken
from .errors import ClaimRefused as ClaimRefused
from .errors import NeedNotFound as NeedNotFound
from .errors import NoShift as NoShift
from .errors import ReplayDiffers as ReplayDiffers
from .errors import TooLateToLeave as TooLateToLeave
from .errors import VolunteerNotFound as VolunteerNotFound
from .need import LANGUAGES as LANGUAGES
from .need import Coverage as Coverage
from .need import Need as Need
from .need import Numbers as Numbers
from .need import Plan as Plan
from .need import Shift as Shift
from .personal_data import COLUMNS as COLUMNS
from .planning import add_need as add_need
from .planning import change_need as change_need
from .planning import remove_need as remove_need
from .queries import double_booked as double_booked
from .queries import find as find
from .queries import get as get
from .queries import get_need as get_need
from .queries import has_keys as has_keys
from .queries import needed_keys as needed_keys
from .queries import needs as needs
from .queries import open_until as open_until
from .queries import roster as roster
from .queries import volunteers_left as volunteers_left
from .rota import CHANGEOVER as CHANGEOVER
from .rota import NOTICE as NOTICE
from .rota import Objection as Objection
from .rota import Person as Person
from .rota import Setting as Setting
from .rota import decide as decide
from .rota import leave_until as leave_until
from .rota import may_leave as may_leave
from .rota import two_at_once as two_at_once
from .service import claim as claim
from .service import destroy as destroy
from .service import destroy_keys as destroy_keys
from .service import enlist as enlist
from .service import erase as erase
from .service import leave as leave
from .ticket import code_of as code_of
from .ticket import has_ticket as has_ticket
from .ticket import short_code_of as short_code_of
from .volunteer import LONGEST_HANDLE as LONGEST_HANDLE
from .volunteer import RETENTION as RETENTION
from .volunteer import Rostered as Rostered
from .volunteer import Volunteer as Volunteer
from .volunteer import Wish as Wish
from .volunteer import destroy_day as destroy_day
