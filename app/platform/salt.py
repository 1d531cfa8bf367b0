"""Keep the salt of the day, under which sources are told apart and which is never written to disk.

It lives in the memory of this process or, where several processes count together, in Redis, until
the day after. While Redis does not answer, a process goes by a salt of its own.
"""

import os
import threading
import time
from dataclasses import dataclass
from datetime import date
from typing import Protocol

_BYTES = 32
_LIVES = 2 * 24 * 3600
_PATIENCE = 1.0


class Shared(Protocol):
    """Where processes agree on the salt of a day."""

    def agree(self, day: date, proposed: bytes) -> bytes | None:
        """Return what the first of all proposed; nothing while that cannot be known."""


class Nowhere:
    """A process that is alone with its memory."""

    def agree(self, day: date, proposed: bytes) -> bytes:
        """Return what is proposed."""
        del day
        return proposed


class InRedis:
    """Processes that share a Redis."""

    def __init__(self, url: str) -> None:
        from redis import Redis  # noqa: PLC0415 - only there when it is used

        self._redis = Redis.from_url(
            url, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE
        )

    def agree(self, day: date, proposed: bytes) -> bytes | None:
        """Return what the first of all proposed; nothing while Redis does not answer."""
        from redis import RedisError  # noqa: PLC0415 - as above

        name = f"turnout:salt:{day.isoformat()}"
        try:
            self._redis.set(name, proposed, nx=True, ex=_LIVES)
            found = self._redis.get(name)
        except RedisError:
            return None
        return found if isinstance(found, bytes) else None


@dataclass
class Salt:
    """The salt of the day, remembered once it is agreed on."""

    shared: Shared
    seconds_between_tries: float = 5.0
    _day: date = date.min
    _salt: bytes = b""
    _agreed: bool = False
    _tried: float = float("-inf")

    def __post_init__(self) -> None:
        self._lock = threading.Lock()

    def of(self, day: date) -> bytes:
        """Return the salt of a day; of the days before there is none any more."""
        with self._lock:
            if self._day != day:
                self._day, self._agreed, self._tried = day, False, float("-inf")
                self._salt = os.urandom(_BYTES)  # noqa: TID251 - belongs to no deed
            if not self._agreed and time.monotonic() - self._tried >= self.seconds_between_tries:
                found = self.shared.agree(day, self._salt)
                self._salt, self._agreed = found or self._salt, found is not None
                self._tried = time.monotonic()
            return self._salt
