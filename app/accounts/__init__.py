"""Know who organises: addresses, password hashes, one-time links. Attendees have no account."""

from .errors import LinkSpent as LinkSpent
from .errors import OrganiserExists as OrganiserExists
from .errors import OrganiserNotFound as OrganiserNotFound
from .personal_data import COLUMNS as COLUMNS
from .service import FirstSignIn as FirstSignIn
from .service import Organiser as Organiser
from .service import add as add
from .service import find as find
from .service import find_by_session as find_by_session
from .service import first_sign_in as first_sign_in
from .service import get as get
from .service import make_link as make_link
from .service import set_password_hash as set_password_hash
from .service import use_link as use_link
