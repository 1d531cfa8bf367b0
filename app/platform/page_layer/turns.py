"""Let one thread at a time make a page that many ask for: the others then find it kept.

Addresses whose pages turned out to be somebody's own are remembered for a while, so that nobody
queues for what cannot be shared.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakValueDictionary

from .shelf import Address

_MOST_REMEMBERED = 4096


class Turns:
    """Who makes which page."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._making: WeakValueDictionary[Address, threading.Lock] = WeakValueDictionary()
        self._own: OrderedDict[Address, None] = OrderedDict()

    @contextmanager
    def turn(self, address: Address) -> Iterator[None]:
        """Wait until nobody else makes this page, unless it cannot be shared."""
        if address in self._own:
            yield
            return
        with self._guard:
            making = self._making.setdefault(address, threading.Lock())
        with making:
            yield

    def remember(self, address: Address, *, shared: bool) -> None:
        """Note whether a page can be shared."""
        with self._guard:
            self._own.pop(address, None)
            if not shared:
                self._own[address] = None
            if len(self._own) > _MOST_REMEMBERED:
                self._own.popitem(last=False)
