"""Say what tickets hold about people, why, and until when."""

from app.platform.personal_data import Column, Purpose

COLUMNS = {
    "revoked_ticket": {
        "event_id": Column(Purpose.TICKET, "48 h after the end of the event"),
        "ticket_hash": Column(
            Purpose.TICKET,
            "48 h after the end of the event",
            personal=True,
            protected="hash under a key of the event, destroyed with it",
        ),
        "number": Column(Purpose.TICKET, "48 h after the end of the event"),
    },
    "ticket_news": {
        "event_id": Column(Purpose.BOOKKEEPING, "with the event"),
        "number": Column(Purpose.BOOKKEEPING, "with the event"),
    },
    "published_key": {
        "event_id": Column(Purpose.PUBLIC, "with the event"),
        "signing_key": Column(Purpose.PUBLIC, "with the event"),
        "published_on": Column(Purpose.PUBLIC, "with the event"),
    },
}
