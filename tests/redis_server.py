"""Start a real Redis for the tests that are about it."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from redis import Redis, RedisError

from tests.serving import free_port


class RedisServer:
    """A Redis that keeps nothing on disk, and can be stopped and started again."""

    def __init__(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            pytest.skip(
                "left out: redis-server is not installed (Debian: apt install redis-server)"
            )
        self.port = free_port()
        told = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._command = [program, *told, "--dir", "/", "--loglevel", "warning"]
        self.start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        for _ in range(200):
            try:
                with Redis.from_url(self.url) as redis:
                    redis.ping()
            except RedisError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError("redis-server does not answer")

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()


@contextmanager
def a_redis() -> Iterator[RedisServer]:
    server = RedisServer()
    try:
        yield server
    finally:
        server.stop()
