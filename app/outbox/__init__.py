"""Owe people letters, and see that each arrives: written in the deed, sent after the commit.

A letter is a kind, a language and sealed words for one address. Whoever writes it knows no mail;
`create_app` says how each kind is put into words.
"""

from .courier import Report as Report
from .courier import deliver as deliver
from .errors import NotAStopLink as NotAStopLink
from .keys import forget_old_days as forget_old_days
from .ledger import forget_before as forget_before
from .letter import Attachment as Attachment
from .letter import Content as Content
from .letter import Letter as Letter
from .letter import Urgency as Urgency
from .personal_data import COLUMNS as COLUMNS
from .queries import Letters as Letters
from .queries import Standing as Standing
from .queries import letters_to as letters_to
from .queries import queue as queue
from .queries import standing as standing
from .queries import wants_none as wants_none
from .rendering import register as register
from .service import destroy as destroy
from .service import take_back as take_back
from .service import write as write
from .service import write_again as write_again
from .stopping import address_of as address_of
from .stopping import stop as stop
from .stopping import stop_no_more as stop_no_more
from .stopping import stop_token as stop_token
