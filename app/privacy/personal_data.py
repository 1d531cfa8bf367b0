"""Say what the account of what was destroyed holds: numbers, about nobody."""

from app.platform.personal_data import Column, Purpose

COLUMNS = {
    "destruction": {
        name: Column(Purpose.ACCOUNTABILITY, "with the event")
        for name in ("event_id", "what", "many", "done_at")
    }
}
