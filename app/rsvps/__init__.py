"""Take RSVPs without knowing who comes, and never promise a place twice.

The verbs want a transaction around them. `admission` decides about places for every path.
"""

from .admission import PartyState as PartyState
from .admission import Room as Room
from .admission import decide as decide
from .changes import write_about_changes as write_about_changes
from .contact import CONSENT as CONSENT
from .contact import Level as Level
from .contact import Updates as Updates
from .errors import BelowConfirmed as BelowConfirmed
from .errors import EventOver as EventOver
from .errors import Full as Full
from .errors import NotConfirmed as NotConfirmed
from .errors import PartyCancelled as PartyCancelled
from .errors import PartyNotFound as PartyNotFound
from .errors import ProofSpent as ProofSpent
from .errors import ReplayDiffers as ReplayDiffers
from .errors import TooLarge as TooLarge
from .letters import register_letters as register_letters
from .levels import ask_for_updates as ask_for_updates
from .levels import confirm_address as confirm_address
from .levels import destroy_contact_key as destroy_contact_key
from .levels import forget_unconfirmed as forget_unconfirmed
from .levels import send_pass as send_pass
from .levels import stop_updates as stop_updates
from .levels import updates_of as updates_of
from .party import LARGEST_PARTY as LARGEST_PARTY
from .party import RETENTION as RETENTION
from .party import Counts as Counts
from .party import Party as Party
from .party import Size as Size
from .party import Wish as Wish
from .party import destroy_day as destroy_day
from .personal_data import COLUMNS as COLUMNS
from .queries import counts as counts
from .queries import counts_of as counts_of
from .queries import find as find
from .queries import get as get
from .queries import parties_left as parties_left
from .queries import sizes_of as sizes_of
from .secret import secret_of as secret_of
from .service import cancel as cancel
from .service import change_people as change_people
from .service import destroy as destroy
from .service import erase as erase
from .service import open_room as open_room
from .service import register as register
from .service import set_room as set_room
from .ticket import code_of as code_of
from .ticket import short_code_of as short_code_of
