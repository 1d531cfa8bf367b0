"""Run what has to happen without anybody's request, in a process of its own."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from flask import Flask

from app.platform.settings import Settings

if TYPE_CHECKING:
    from huey import Huey
    from huey.consumer import Consumer

_log = logging.getLogger(__name__)

Task = Callable[[], object]


def consumer(app: Flask, settings: Settings, every_ten_minutes: Mapping[str, Task]) -> "Consumer":
    """Return the job process's loop over the tasks; they run at once when it starts, too."""
    from huey import crontab  # noqa: PLC0415 - web processes never run jobs

    huey = _queue(settings, app.extensions["turnout_vault"].subkey("tasks"))
    huey.immediate = False
    for name, task in every_ten_minutes.items():
        job = huey.periodic_task(crontab(minute="*/10"), name=name)(_inside(app, task))
        job()
    return huey.create_consumer(workers=1, periodic=True, backoff=1.3, max_delay=5)


def repeat(app: Flask, task: Task, pause: float) -> None:
    """Do a task again and again beside the queue, with a pause in between; a crash is logged."""
    run = _inside(app, task)

    def go_on() -> None:
        while True:
            try:
                run()
            except Exception:  # noqa: BLE001 - whatever it was, the next round may do better
                _log.exception("%s crashed; it goes on", task.__name__)
            time.sleep(pause)

    threading.Thread(target=go_on, daemon=True, name=task.__name__).start()


def _queue(settings: Settings, key: bytes) -> "Huey":
    """Return the queue; what lies in it is signed: a task is code that whoever reads it runs."""
    from huey import PostgresHuey, RedisHuey, SqliteHuey  # noqa: PLC0415 - as above
    from huey.serializer import SignedSerializer  # noqa: PLC0415 - as above

    usual = {"results": False, "serializer": SignedSerializer(secret=key)}
    url = settings.tasks_url
    if url.startswith("postgresql"):
        return PostgresHuey("turnout", dsn=url.replace("+psycopg", "", 1), **usual)
    if url:
        return RedisHuey("turnout", url=url, **usual)
    return SqliteHuey("turnout", filename=str(settings.data_dir / "tasks.db"), **usual)


def _inside(app: Flask, task: Task) -> Task:
    def run() -> None:
        with app.app_context():
            task()

    return run
