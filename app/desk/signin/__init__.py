"""Sign organisers in with Flask-Security-Too, over our own accounts."""

from .adapter import check_password as check_password
from .adapter import current_organiser as current_organiser
from .adapter import hash_password as hash_password
from .adapter import init as init
from .adapter import sign_in as sign_in
from .adapter import sign_out as sign_out
