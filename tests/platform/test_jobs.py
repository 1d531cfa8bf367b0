"""What has to happen without anybody's request happens, and goes on after a crash."""

import logging
import threading
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask, current_app
from huey import RedisHuey

from app.platform import jobs
from tests.makers.instances import settings_for

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


class Chore:
    """Count how often it was done, and by which application; crash as often as told."""

    def __init__(self, crashes: int = 0, enough: int = 3) -> None:
        self.__name__ = "chore"
        self.crashes, self.enough = crashes, enough
        self.done_in: list[str] = []
        self.was_enough = threading.Event()

    def __call__(self) -> None:
        self.done_in.append(current_app.name)
        if len(self.done_in) >= self.enough:
            self.was_enough.set()
        if len(self.done_in) <= self.crashes:
            raise ValueError("the database is away")


def test_every_task_is_due_as_soon_as_the_process_starts(app: Flask, tmp_path: Path) -> None:
    house, courier = Chore(), Chore()

    huey = jobs.consumer(app, settings_for(tmp_path), {"house": house, "courier": courier}).huey
    while task := huey.dequeue():
        huey.execute(task)

    assert house.done_in == courier.done_in == ["app"]
    assert (tmp_path / "tasks.db").exists()


def test_they_come_again_every_ten_minutes(app: Flask, tmp_path: Path) -> None:
    huey = jobs.consumer(app, settings_for(tmp_path), {"house": Chore()}).huey

    due = [
        minute
        for minute in range(60)
        if huey.read_periodic(datetime(2025, 2, 8, 14, minute))  # noqa: DTZ001 - as huey asks
    ]

    assert due == [0, 10, 20, 30, 40, 50]


def test_a_queue_can_be_shared_by_several_machines(app: Flask, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, tasks_url="redis://127.0.0.1:1/0")

    assert isinstance(jobs._queue(settings, b"k" * 32), RedisHuey)


def test_a_chore_is_done_again_and_again_even_after_a_crash(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    chore = Chore(crashes=1)

    with caplog.at_level(logging.ERROR):
        jobs.repeat(app, chore, pause=0.001)
        assert chore.was_enough.wait(10)

    assert set(chore.done_in) == {"app"}
    assert "chore crashed; it goes on" in caplog.text
