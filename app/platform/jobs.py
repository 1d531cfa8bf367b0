"""Run what has to happen without anybody's request, in a process of its own."""

import logging
import threading
import time
from collections.abc import Callable, Mapping

from flask import Flask
from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer

from app.platform.settings import Settings

_log = logging.getLogger(__name__)

Task = Callable[[], object]


def consumer(app: Flask, settings: Settings, every_ten_minutes: Mapping[str, Task]) -> Consumer:
    """Return the job process's loop over the tasks; they run at once when it starts, too."""
    huey = _queue(settings)
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


def _queue(settings: Settings) -> Huey:
    if settings.tasks_url:
        return RedisHuey("turnout", url=settings.tasks_url, results=False)
    return SqliteHuey("turnout", filename=str(settings.data_dir / "tasks.db"), results=False)


def _inside(app: Flask, task: Task) -> Task:
    def run() -> None:
        with app.app_context():
            task()

    return run
