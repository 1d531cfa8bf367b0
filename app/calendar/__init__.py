"""Write calendar entries and feeds that stay true and give nobody away."""

from .elsewhere import Elsewhere as Elsewhere
from .elsewhere import elsewhere as elsewhere
from .entry import Entry as Entry
from .entry import Status as Status
from .exchange import Given as Given
from .exchange import Row as Row
from .exchange import as_table as as_table
from .exchange import rows as rows
from .feed import MEDIA_TYPE as MEDIA_TYPE
from .feed import Feed as Feed
from .feed import entry_file as entry_file
from .feed import feed as feed
from .invitation import discreet as discreet
from .invitation import invitation as invitation
from .invitation import status as status
from .version import version as version
