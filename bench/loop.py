"""Insert and commit, and nothing else: `python -m bench.loop '{"clients": 8, "seconds": 3}'`.

The control of everything that writes. It goes through the engine of the instance that the
environment names, so it has the same driver, pragmas and durability; each row is one transaction,
as wide as a party with its three indexes. Each client is a thread with a connection of its own; on
SQLite they take turns at the writer's lock, as the application's threads do.
"""

import json
import os
import sys
import threading
import time
from contextlib import nullcontext
from datetime import UTC, date, datetime

from sqlalchemy import Engine, insert

from app import create_app
from app.platform.db import database
from app.rsvps.models import PartyRow
from config import load


def main(told: str) -> None:
    """Do one job and print how many rows a second were committed."""
    job = json.loads(told)
    app = create_app(load())
    with app.app_context():
        print(json.dumps({"per_second": loop(database.engine, **job)}))


def loop(engine: Engine, event_id: int, clients: int, seconds: float) -> float:
    """Return how many rows were committed in a second."""
    counts = [0] * clients
    sqlite = engine.dialect.name == "sqlite"
    lock = threading.Lock() if sqlite else nullcontext()
    begin = time.perf_counter()

    def one(client: int) -> None:
        with engine.connect().execution_options(turnout_writes=True) as connection:
            while time.perf_counter() - begin < seconds:
                with lock, connection.begin():
                    connection.execute(_INSERT, _row(event_id))
                counts[client] += 1

    threads = [threading.Thread(target=one, args=(client,)) for client in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - begin)


_INSERT = insert(PartyRow.__table__)
_TODAY: date = datetime.now(UTC).date()


def _row(event_id: int) -> dict[str, object]:
    return {
        "event_id": event_id,
        "locator": int.from_bytes(os.urandom(2)),
        "secret_hash": os.urandom(16),
        "ticket_hash": os.urandom(16),
        "state": "cancelled",
        "people": 1,
        "asked": 1,
        "number": 1,
        "came_on": _TODAY,
    }


if __name__ == "__main__":
    main(sys.argv[1])
