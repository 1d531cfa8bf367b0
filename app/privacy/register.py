"""Gather what every domain says about its columns."""

from app import accounts, audit, checkin, events, outbox, rsvps, tickets, volunteers
from app.platform.personal_data import Column

from .personal_data import COLUMNS


def columns() -> dict[str, dict[str, Column]]:
    """Return what is said about each column, by table."""
    domains = (accounts, audit, checkin, events, outbox, rsvps, tickets, volunteers)
    said = (*(domain.COLUMNS for domain in domains), COLUMNS)
    return {table: columns for tables in said for table, columns in tables.items()}
