"""Keep pages up to so many bytes; what was not asked for the longest time goes first."""

import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from urllib.parse import parse_qsl, urlencode

from .kept import Kept

# A page's path, and those parameters of its address that matter to it.
Address = tuple[str, str]


class Shelf:
    """The pages of one process."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._pages: OrderedDict[Address, Kept] = OrderedDict()
        self._reads: dict[str, tuple[str, ...]] = {}
        self._lock = threading.Lock()
        self.size = 0

    def address(self, path: str, query: str) -> Address:
        """Return under which address a request finds its page."""
        if not query:
            return path, ""
        reads = self._reads.get(path)
        if reads is None:
            return path, query
        return path, _canonical(query, reads) if reads else ""

    def find(self, address: Address) -> Kept | None:
        """Return the page of an address, true or not."""
        found = self._pages.get(address)
        if found is not None:
            self._touch(address)
        return found

    def put(self, path: str, query: str, reads: tuple[str, ...], kept: Kept) -> None:
        """Keep a page in place of an older one."""
        with self._lock:
            self._reads[path] = reads
            address = self.address(path, query)
            self._take(address)
            self._pages[address] = kept
            self.size += kept.size
            while self.size > self._most_bytes:
                self._take(next(iter(self._pages)))

    def drop(self, address: Address) -> None:
        """Forget a page."""
        with self._lock:
            self._take(address)

    def extend(self, address: Address, edition: int, until: datetime) -> Kept | None:
        """Take a page, if there is one, as true for a while longer; return it."""
        with self._lock:
            kept = self._pages.get(address)
            if kept is not None:
                self._pages[address] = replace(kept, edition=edition, until=until)
        return kept

    def _touch(self, address: Address) -> None:
        """Note that a page was asked for; another thread may just have dropped it."""
        with suppress(KeyError):
            self._pages.move_to_end(address)

    def _take(self, address: Address) -> None:
        taken = self._pages.pop(address, None)
        if taken is not None:
            self.size -= taken.size


def _canonical(query: str, reads: tuple[str, ...]) -> str:
    told = parse_qsl(query, keep_blank_values=True)
    first = {name: value for name, value in reversed(told) if name in reads}
    return urlencode(sorted(first.items()))
