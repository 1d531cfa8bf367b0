"""Say what accounts hold about organisers, why, and until when."""

from app.platform.personal_data import Column, Purpose

_ACCOUNT = "as long as the account"


def _own(protected: str) -> Column:
    return Column(Purpose.SIGN_IN, _ACCOUNT, personal=True, protected=protected)


COLUMNS = {
    "organiser": {
        "id": Column(Purpose.BOOKKEEPING, _ACCOUNT),
        "email": _own("organisers sign in with it and chose to give it"),
        "password_hash": _own("argon2id"),
        "session_key": _own("random"),
        "active": Column(Purpose.SIGN_IN, _ACCOUNT),
        "added_on": Column(Purpose.SIGN_IN, _ACCOUNT),
    },
    "sign_in_link": {
        "link_hash": Column(
            Purpose.SIGN_IN, "until it is used, or replaced", personal=True, protected="keyed hash"
        ),
        "organiser_id": Column(Purpose.SIGN_IN, "until it is used, or replaced"),
        "expires_at": Column(Purpose.SIGN_IN, "until it is used, or replaced"),
    },
}
