"""Say what the outbox holds about people, why, and until when."""

from app.platform.personal_data import Column, Purpose

_UNTIL_SENT = "until a mail server has taken the letter, 48 h at the most"
_48_HOURS = "48 h"
_WITH_EVENT = "with the event"
_DAY_HASH = "hash under a key of the day, destroyed after 48 h"

COLUMNS = {
    "letter": {
        "id": Column(Purpose.BOOKKEEPING, _48_HOURS),
        "message_id": Column(Purpose.LETTERS, _48_HOURS),
        "once": Column(Purpose.LETTERS, _48_HOURS),
        "event_id": Column(Purpose.LETTERS, _48_HOURS),
        "kind": Column(Purpose.LETTERS, _48_HOURS),
        "language": Column(Purpose.LETTERS, _48_HOURS),
        "urgency": Column(Purpose.LETTERS, _48_HOURS),
        "state": Column(Purpose.LETTERS, _48_HOURS),
        "key_day": Column(Purpose.LETTERS, _48_HOURS),
        "sealed": Column(
            Purpose.LETTERS,
            _UNTIL_SENT,
            personal=True,
            protected="sealed to a key of the day, destroyed after 48 h",
        ),
        "address_hash": Column(Purpose.LETTERS, _UNTIL_SENT, personal=True, protected=_DAY_HASH),
        "written_at": Column(Purpose.LETTERS, _48_HOURS),
        "due_at": Column(Purpose.LETTERS, _48_HOURS),
        "tries": Column(Purpose.LETTERS, _48_HOURS),
    },
    "postmark": {
        "day": Column(Purpose.LETTERS, _48_HOURS),
        "address_hash": Column(Purpose.LETTERS, _48_HOURS, personal=True, protected=_DAY_HASH),
        "event_id": Column(Purpose.LETTERS, _48_HOURS),
        "letters": Column(Purpose.LETTERS, _48_HOURS),
    },
    "letter_count": {
        "event_id": Column(Purpose.LETTERS, _WITH_EVENT),
        "kind": Column(Purpose.LETTERS, _WITH_EVENT),
        "outcome": Column(Purpose.LETTERS, _WITH_EVENT),
        "letters": Column(Purpose.LETTERS, _WITH_EVENT),
    },
    "no_letters": {
        "address_hash": Column(
            Purpose.NO_LETTERS,
            "for good: it is what keeps us from writing",
            personal=True,
            protected="hash under a key of the instance for this alone",
        ),
    },
}
