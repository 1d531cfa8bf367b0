"""Keep the promises about personal data across the domains: destroy on time, name every column."""

from .condition import missing_keys as missing_keys
from .condition import overdue as overdue
from .erasing import erase_party as erase_party
from .erasing import erase_volunteer as erase_volunteer
from .holdings import Holding as Holding
from .holdings import What as What
from .holdings import holdings as holdings
from .personal_data import COLUMNS as COLUMNS
from .register import columns as columns
from .service import keep_house as keep_house
