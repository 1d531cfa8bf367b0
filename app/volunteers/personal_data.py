"""Say what is held about volunteers, why, and until when."""

from app.platform.personal_data import Column, Purpose

_WITH_EVENT = "with the event"
_RETENTION = "30 days after the end of the event, or when the volunteer erases themselves"
_HASHED = "hash under a key of the event, destroyed with it"


def _planned(*names: str) -> dict[str, Column]:
    return dict.fromkeys(names, Column(Purpose.ROTA, _WITH_EVENT))


COLUMNS = {
    "rota": {
        "event_id": Column(Purpose.BOOKKEEPING, _WITH_EVENT),
        "event_uid": Column(Purpose.BOOKKEEPING, _WITH_EVENT),
        "public_key": Column(Purpose.ROTA, _WITH_EVENT),
        **_planned("longest_minutes", "rest_minutes"),
    },
    "shift": _planned("id", "event_id", "starts_at", "ends_at", "post"),
    "need": {
        **_planned("id", "event_id", "shift_id", "uid", "role", "least", "most", "taken"),
        **_planned("held", "waiting", "handed"),
        **_planned("languages", "adults_only", "trained_only", "opens_at", "notice_minutes"),
        **_planned(
            "speakers_wanted", "speakers", "removed", "sequence", "created_at", "changed_at"
        ),
    },
    "volunteer": {
        "id": Column(Purpose.BOOKKEEPING, _RETENTION),
        "event_id": Column(Purpose.BOOKKEEPING, _RETENTION),
        "locator": Column(
            Purpose.OWN_PAGE, _RETENTION, personal=True, protected="16 bits shared by many secrets"
        ),
        "secret_hash": Column(Purpose.OWN_PAGE, _RETENTION, personal=True, protected=_HASHED),
        "ticket_hash": Column(Purpose.TICKET, _RETENTION, personal=True, protected=_HASHED),
        "handle": Column(
            Purpose.ROTA,
            _RETENTION,
            personal=True,
            protected="sealed to the key of the event's volunteers, destroyed with it",
        ),
        "adult": Column(
            Purpose.ROTA, _RETENTION, personal=True, protected="a yes instead of a birth date"
        ),
        "skills": Column(
            Purpose.ROTA,
            _RETENTION,
            personal=True,
            protected="sealed like the handle: languages, and what they were trained for",
        ),
        "asked_need": Column(Purpose.ROTA, _RETENTION),
        "came_on": Column(Purpose.ROTA, _RETENTION),
    },
    "assignment": {
        "id": Column(Purpose.BOOKKEEPING, _RETENTION),
        "need_id": Column(Purpose.ROTA, _RETENTION),
        "volunteer_id": Column(Purpose.ROTA, _RETENTION),
    },
    "hand_over": {
        "assignment_id": Column(Purpose.ROTA, _RETENTION),
        "is_open": Column(Purpose.ROTA, _RETENTION),
        "nonce": Column(
            Purpose.OWN_PAGE,
            _RETENTION,
            personal=True,
            protected="makes a link only with a key of the event, destroyed with it",
        ),
        "locator": Column(
            Purpose.OWN_PAGE, _RETENTION, personal=True, protected="16 bits shared by many secrets"
        ),
    },
    "candidate": {
        "id": Column(Purpose.ROTA, _RETENTION),
        "need_id": Column(Purpose.ROTA, _RETENTION),
        "volunteer_id": Column(Purpose.ROTA, _RETENTION),
        "state": Column(Purpose.ROTA, _RETENTION),
        "ends_at": Column(Purpose.ROTA, "until the offer is answered or over"),
    },
}
