"""Say what accounts hold about organisers, why, and until when."""

from app.platform.personal_data import Column, Purpose

_MEMBER = "until they leave the team"
_INVITED = "until it is used; else 7 days and the next invitation"
_PROGRAM = "until the team revokes it"
_ACCOUNT = "as long as the account"
_SESSION = "until signing out, 12 hours, or the next sign-in of anybody after them"


def _own(protected: str) -> Column:
    return Column(Purpose.SIGN_IN, _ACCOUNT, personal=True, protected=protected)


COLUMNS = {
    "organiser": {
        "id": Column(Purpose.BOOKKEEPING, _ACCOUNT),
        "email": _own("organisers sign in with it and chose to give it"),
        "password_hash": _own("argon2id"),
        "session_key": _own("random, and read by nothing any more"),
        "totp_nonce": _own("random; codes follow from it only by the instance's key"),
        "totp_step": Column(Purpose.SIGN_IN, _ACCOUNT),
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
    "team": {
        "id": Column(Purpose.BOOKKEEPING, "as long as the instance"),
        "name": Column(Purpose.SIGN_IN, "as long as the instance"),
    },
    "member": {
        "team_id": Column(Purpose.SIGN_IN, _MEMBER),
        "organiser_id": Column(Purpose.SIGN_IN, _MEMBER),
        "role": Column(Purpose.SIGN_IN, _MEMBER),
    },
    "invitation": {
        "link_hash": Column(Purpose.SIGN_IN, _INVITED, personal=True, protected="keyed hash"),
        "team_id": Column(Purpose.SIGN_IN, _INVITED),
        "email": Column(
            Purpose.SIGN_IN, _INVITED, personal=True, protected="an owner of the team gave it"
        ),
        "role": Column(Purpose.SIGN_IN, _INVITED),
        "expires_at": Column(Purpose.SIGN_IN, _INVITED),
    },
    "passkey": {
        "id": Column(Purpose.BOOKKEEPING, "until it is removed"),
        "organiser_id": Column(Purpose.SIGN_IN, "until it is removed"),
        "credential_id": Column(
            Purpose.SIGN_IN, "until it is removed", personal=True, protected="random"
        ),
        "public_key": Column(
            Purpose.SIGN_IN, "until it is removed", personal=True, protected="for this site alone"
        ),
        "uses": Column(Purpose.SIGN_IN, "until it is removed"),
        "added_on": Column(Purpose.SIGN_IN, "until it is removed"),
    },
    "recovery_code": {
        "code_hash": Column(
            Purpose.SIGN_IN, "until it is used, or replaced", personal=True, protected="keyed hash"
        ),
        "organiser_id": Column(Purpose.SIGN_IN, "until it is used, or replaced"),
    },
    "api_token": {
        "token_hash": Column(Purpose.SIGN_IN, _PROGRAM, personal=True, protected="keyed hash"),
        **{
            name: Column(Purpose.SIGN_IN, _PROGRAM)
            for name in ("id", "team_id", "label", "scopes", "made_on", "ends_at", "used_on")
        },
    },
    "unlock": {
        name: Column(Purpose.ACCOUNTABILITY, "as long as the session")
        for name in ("session_id", "event_id", "ends_at")
    },
    "desk_session": {
        "id": Column(Purpose.BOOKKEEPING, _SESSION),
        "key_hash": Column(Purpose.SIGN_IN, _SESSION, personal=True, protected="keyed hash"),
        "organiser_id": Column(Purpose.SIGN_IN, _SESSION),
        "stage": Column(Purpose.SIGN_IN, _SESSION),
        "began_at": Column(Purpose.SIGN_IN, _SESSION),
    },
}
