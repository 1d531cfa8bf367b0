"""Count the people who come, by phones that know nobody, in whatever order their records arrive.

The wire is docs/gate-protocol.md; `merge` says what records mean. The verbs want a transaction
around them.
"""

from .board import Board as Board
from .board import board as board
from .bundle import Bundle as Bundle
from .bundle import bundle_for as bundle_for
from .counting import destroy as destroy
from .counting import devices_left as devices_left
from .counting import scans_left as scans_left
from .counting import set_scanning as set_scanning
from .counting import was_here as was_here
from .curve import Curve as Curve
from .curve import Five as Five
from .curve import curve as curve
from .device import LONGEST_LABEL as LONGEST_LABEL
from .device import Device as Device
from .device import DeviceState as DeviceState
from .enrolment import confirm as confirm
from .enrolment import enrol as enrol
from .enrolment import forget_old_links as forget_old_links
from .enrolment import heard_from as heard_from
from .enrolment import is_news as is_news
from .enrolment import is_over as is_over
from .enrolment import make_enrolment as make_enrolment
from .enrolment import revoke as revoke
from .errors import CountingOver as CountingOver
from .errors import DeviceNotFound as DeviceNotFound
from .errors import DeviceRevoked as DeviceRevoked
from .errors import EnrolmentSpent as EnrolmentSpent
from .errors import MalformedBatch as MalformedBatch
from .errors import MalformedKey as MalformedKey
from .forgetting import forget as forget
from .ingest import Receipt as Receipt
from .ingest import ingest as ingest
from .personal_data import COLUMNS as COLUMNS
from .queries import GateCount as GateCount
from .queries import News as News
from .queries import Presence as Presence
from .queries import Scanned as Scanned
from .queries import Seen as Seen
from .queries import arrived as arrived
from .queries import counted_of as counted_of
from .queries import devices as devices
from .queries import find_device as find_device
from .queries import gaps as gaps
from .queries import presence as presence
from .queries import scans as scans
from .queries import scans_of as scans_of
from .screen import close_screen as close_screen
from .screen import event_on_screen as event_on_screen
from .screen import has_screen as has_screen
from .screen import open_screen as open_screen
from .signature import is_by as is_by
from .signature import message as message
from .wire import MOST_RECORDS as MOST_RECORDS
from .wire import SLOT as SLOT
from .wire import Batch as Batch
from .wire import Kind as Kind
from .wire import parse as parse
