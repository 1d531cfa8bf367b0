"""Copy the database and the keys, apart from each other, and put copies back.

Copies of the database may be many and old; of the keys there is the latest only, and a key that is
destroyed is destroyed in its copies too. So an old copy of the database opens nothing that was to
be gone: docs/adr/0030-backups.md.
"""

from app.platform.db import database

from .aside import LEFT_ASIDE as LEFT_ASIDE
from .aside import set_aside as set_aside
from .errors import CannotCopy as CannotCopy
from .errors import CannotRestore as CannotRestore
from .errors import Damaged as Damaged
from .files import own_folder as own_folder
from .keys import copy_keys as copy_keys
from .keys import is_behind as is_behind
from .keys import keys_put_back as keys_put_back
from .keys import known_copies as known_copies
from .keys import left_over as left_over
from .postgres import PostgresCopies
from .sqlite import SqliteCopies

Copies = SqliteCopies | PostgresCopies


def of_database() -> Copies:
    """Return what copies the database of the running instance and puts copies back."""
    url = database.engine.url
    database.engine.dispose()
    return SqliteCopies(url) if url.get_backend_name() == "sqlite" else PostgresCopies(url)
