"""Say what RSVPs hold about people, why, and until when."""

from app.platform.personal_data import Column, Purpose

_WITH_EVENT = "with the event"
_RETENTION = "48 h after the end of the event, or when the party erases itself"
_HASHED = "hash under a key of the event, destroyed with it"

COLUMNS = {
    "room": {
        "event_id": Column(Purpose.BOOKKEEPING, _WITH_EVENT),
        "event_uid": Column(Purpose.BOOKKEEPING, _WITH_EVENT),
        "capacity": Column(Purpose.CAPACITY, _WITH_EVENT),
        "waitlist": Column(Purpose.CAPACITY, _WITH_EVENT),
        "confirmed": Column(Purpose.CAPACITY, _WITH_EVENT),
        "waiting": Column(Purpose.CAPACITY, _WITH_EVENT),
        "held": Column(Purpose.CAPACITY, _WITH_EVENT),
        "overfull": Column(Purpose.CAPACITY, _WITH_EVENT),
        "entry": Column(Purpose.CAPACITY, _WITH_EVENT),
        "by_offer": Column(Purpose.CAPACITY, _WITH_EVENT),
        "smaller_pass": Column(Purpose.CAPACITY, _WITH_EVENT),
        "next_number": Column(Purpose.CAPACITY, _WITH_EVENT),
        "public_key": Column(Purpose.LETTERS, _WITH_EVENT),
        "letters_upto": Column(Purpose.LETTERS, _WITH_EVENT),
        "asked_about": Column(Purpose.LETTERS, _WITH_EVENT),
    },
    "public_count": {
        name: Column(Purpose.CAPACITY, _WITH_EVENT)
        for name in ("event_id", "shown", "coming", "taken_at")
    },
    "kind": {
        "id": Column(Purpose.BOOKKEEPING, _WITH_EVENT),
        "event_id": Column(Purpose.BOOKKEEPING, _WITH_EVENT),
        **{
            name: Column(Purpose.CAPACITY, _WITH_EVENT)
            for name in (
                *("first_language", "names", "removed", "capacity", "waitlist", "confirmed"),
                *("waiting", "held", "overfull", "by_offer", "smaller_pass", "next_number"),
            )
        },
    },
    "party": {
        "id": Column(Purpose.BOOKKEEPING, _RETENTION),
        "event_id": Column(Purpose.BOOKKEEPING, _RETENTION),
        "locator": Column(
            Purpose.OWN_PAGE, _RETENTION, personal=True, protected="16 bits shared by many secrets"
        ),
        "secret_hash": Column(Purpose.OWN_PAGE, _RETENTION, personal=True, protected=_HASHED),
        "ticket_hash": Column(Purpose.TICKET, _RETENTION, personal=True, protected=_HASHED),
        "state": Column(Purpose.CAPACITY, _RETENTION),
        "people": Column(Purpose.CAPACITY, _RETENTION),
        "asked": Column(Purpose.CAPACITY, _RETENTION),
        "number": Column(Purpose.CAPACITY, _RETENTION),
        "came_on": Column(Purpose.CAPACITY, _RETENTION),
        "ends_at": Column(Purpose.CAPACITY, "until the offer is answered, or ends"),
        "sure_of": Column(Purpose.CAPACITY, _RETENTION),
    },
    "seats": {
        "party_id": Column(Purpose.CAPACITY, _RETENTION),
        "kind_id": Column(Purpose.CAPACITY, _RETENTION),
        "state": Column(Purpose.CAPACITY, _RETENTION),
        "people": Column(Purpose.CAPACITY, _RETENTION),
        "asked": Column(Purpose.CAPACITY, _RETENTION),
        "number": Column(Purpose.CAPACITY, _RETENTION),
        "ends_at": Column(Purpose.CAPACITY, "until the offer is answered, or ends"),
    },
    "contact": {
        "party_id": Column(Purpose.LETTERS, _RETENTION),
        "event_id": Column(Purpose.LETTERS, _RETENTION),
        "sealed": Column(
            Purpose.LETTERS,
            _RETENTION,
            personal=True,
            protected="sealed to the public key of the event; the private one is a file, destroyed",
        ),
        "address_hash": Column(Purpose.LETTERS, _RETENTION, personal=True, protected=_HASHED),
        "language": Column(Purpose.LETTERS, _RETENTION),
        "consent": Column(Purpose.LETTERS, _RETENTION),
        "confirmed": Column(Purpose.LETTERS, _RETENTION),
        "ends_at": Column(
            Purpose.LETTERS,
            "24 h, until the address is confirmed, or 30 days when the event was put off for long",
        ),
    },
    "question": {
        name: Column(Purpose.QUESTIONS, _WITH_EVENT)
        for name in ("id", "event_id", "first_language", "wordings", "counts")
    },
    "answer": {
        "party_id": Column(Purpose.QUESTIONS, _RETENTION),
        "question_id": Column(Purpose.QUESTIONS, _RETENTION),
        "choice": Column(
            Purpose.QUESTIONS,
            _RETENTION,
            personal=True,
            protected="a number among at most six, of a party without a name",
        ),
        "sealed": Column(
            Purpose.QUESTIONS,
            _RETENTION,
            personal=True,
            protected="sealed to the public key of the event; the private one is a file, destroyed",
        ),
    },
    "message": {
        name: Column(Purpose.LETTERS, _WITH_EVENT)
        for name in ("id", "event_id", "to", "first_language", "texts", "written_at", "is_owed")
    },
}
