"""Sign organisers in: by a passkey, or by a password and a code. See docs/adr/0016."""

from .browsers import current_organiser as current_organiser
from .browsers import current_session as current_session
from .browsers import init as init
from .browsers import sign_in as sign_in
from .browsers import sign_out as sign_out
from .passwords import check_password as check_password
from .passwords import hash_password as hash_password
