"""Say what gates hold about people, why, and until when: numbers, and hashes of passes."""

from app.platform.personal_data import Column, Purpose

_WITH_EVENT = "with the event"
_RETENTION = "48 h after the end of the event"
_ERASED = "or when its holder erases everything; a scan that a phone sends later stays until then"
_HASHED = Column(
    Purpose.TICKET,
    f"{_RETENTION}, {_ERASED}",
    personal=True,
    protected="hash under a key of the event, destroyed with it",
)


def _counting(*names: str) -> dict[str, Column]:
    return dict.fromkeys(names, Column(Purpose.COUNTING, _RETENTION))


def _kept(*names: str) -> dict[str, Column]:
    return dict.fromkeys(names, Column(Purpose.COUNTING, _WITH_EVENT))


COLUMNS = {
    "gate": _kept("event_id", "scan"),
    "gate_link": {
        name: Column(Purpose.ENROLMENT, "until it is used, or 30 minutes")
        for name in ("link_hash", "event_id", "gate", "to_confirm", "expires_at")
    },
    "gate_device": {
        name: Column(Purpose.ENROLMENT, _RETENTION)
        for name in (
            *("id", "event_id", "name", "link_hash", "gate", "public_key", "state"),
            *("heard_at", "high", "held"),
        )
    },
    "gate_former_device": {
        name: Column(Purpose.ENROLMENT, _WITH_EVENT) for name in ("name", "event_id")
    },
    "gate_record": {
        **_counting("device_id", "seq", "kind", "slot", "people", "target_device", "target_seq"),
        **_counting("amount", "refused", "undone", "counted"),
        "ticket_hash": _HASHED,
    },
    "arrival": {
        **_counting("event_id", "volunteer", "size", "people", "said", "gate", "slot", "number"),
        "ticket_hash": _HASHED,
    },
    "gate_count": _kept("event_id", "gate", "people", "volunteers", "walk_ins"),
    "gate_curve": _kept("event_id", "slot", "people"),
    "gate_summary": _kept("event_id", "repeated", "beyond", "cancelled", "phones", "missing"),
    "gate_screen": _counting("event_id", "secret_hash"),
}
