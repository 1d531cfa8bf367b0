"""Hold what an instance is told from outside. Read by config.py, handed to create_app."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one instance, complete and checked."""

    bind: str
    """The address to listen on."""
    port: int
    """The port to listen on."""
    base_url: str
    """What links are built from, without a slash at the end."""
    data_dir: Path
    """The folder for database, keys and everything else that is written."""
    database_url: str
    """The SQLAlchemy address of the database."""
    redis_url: str
    """The Redis shared by several servers for limits; empty on one machine."""
    tasks_url: str
    """The queue of the job processes: a redis or PostgreSQL address; empty for a file."""
    smtp_url: str
    """The server that takes our letters; empty when there is none."""
    trusted_proxies: int
    """How many proxies in front may be believed about the visitor's address."""
    limits: bool
    """Whether sources that send too much are slowed."""
    demo: bool
    """Whether an empty database is filled with the sample rally."""

    @property
    def loopback(self) -> bool:
        """Tell whether only this machine can reach the server."""
        return self.bind in _LOOPBACK

    @property
    def host(self) -> str:
        """Return the name of the host that links lead to."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def shareable(self) -> bool:
        """Tell whether links lead here from other machines, too."""
        return self.host not in _LOOPBACK

    @property
    def encrypted(self) -> bool:
        """Tell whether links are https."""
        return self.base_url.startswith("https://")
