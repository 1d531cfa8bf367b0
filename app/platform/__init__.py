"""Adapters to the machine: database, keys, clock, pages, links, languages. They know no domain."""

import zoneinfo

# Zones come from the tzdata package in the lock file, so that they are the same on every machine.
zoneinfo.reset_tzpath(())
