"""Say what the audit holds about people, why, and until when."""

from app.platform.personal_data import Column, Purpose

COLUMNS = {
    "deed": {
        "id": Column(Purpose.BOOKKEEPING, "90 days"),
        "done_at": Column(Purpose.ACCOUNTABILITY, "90 days"),
        "actor": Column(Purpose.ACCOUNTABILITY, "90 days"),
        "organiser_id": Column(
            Purpose.ACCOUNTABILITY,
            "90 days",
            personal=True,
            protected="a number; organisers are told that their deeds are kept",
        ),
        "what": Column(Purpose.ACCOUNTABILITY, "90 days"),
        "event_id": Column(Purpose.ACCOUNTABILITY, "90 days"),
    },
}
