"""Remember what was read of the published content: it changes rarely, and everybody reads it.

A value is remembered with the edition it was read in, and read again in another one. Deeds neither
use nor fill the memory: what they read may never be committed.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from flask import Flask, current_app

from app.platform.db import in_deed

_MOST = 512
_NAME = "turnout_memory"

Value = TypeVar("Value")


class Memory(Generic[Value]):
    """What one process remembers; what was not asked for the longest time goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, tuple[int, Value]] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, edition: int, key: Hashable) -> Value | None:
        """Return the value of a key in an edition."""
        with self._lock:
            known = self._values.get(key)
            if known is None or known[0] != edition:
                return None
            self._values.move_to_end(key)
            return known[1]

    def put(self, edition: int, key: Hashable, value: Value) -> None:
        """Remember the value of a key in place of an earlier one."""
        with self._lock:
            self._values[key] = edition, value
            self._values.move_to_end(key)
            if len(self._values) > self._most:
                self._values.popitem(last=False)


def init(app: Flask) -> None:
    """Give the application an empty memory."""
    app.extensions[_NAME] = Memory(_MOST)


def remembered(edition: int, key: Hashable, read: Callable[[], Value | None]) -> Value | None:
    """Return what reading gave in this edition; nothing found is not remembered."""
    if in_deed():
        return read()
    memory: Memory[Any] = current_app.extensions[_NAME]
    # Whoever reads under a key always reads the same kind of thing.
    known: Value | None = memory.find(edition, key)
    if known is not None:
        return known
    value = read()
    if value is not None:
        memory.put(edition, key, value)
    return value
