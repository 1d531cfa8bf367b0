"""Gather what every domain says about its columns."""

from app import accounts, audit, checkin, events, outbox, rsvps, tickets, volunteers
from app.platform.personal_data import Column


def columns() -> dict[str, dict[str, Column]]:
    """Return what is said about each column, by table."""
    domains = (accounts, audit, checkin, events, outbox, rsvps, tickets, volunteers)
    return {table: columns for domain in domains for table, columns in domain.COLUMNS.items()}
