"""Read events from files that others made, and write ours for others: calendars and tables."""

from .arriving import Given as Given
from .arriving import Row as Row
from .arriving import rows as rows
from .table import as_table as as_table
