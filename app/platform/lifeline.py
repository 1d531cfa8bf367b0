"""End when the process that started this one is gone, however it went."""

import os
import signal
import threading
import time

_PAUSE = 1.0
_TIME_TO_END = 10.0


def end_with(parent: int) -> None:
    """Watch a parent process by its id, from a thread; end in good order when it is gone."""
    threading.Thread(target=_watch, args=(parent,), daemon=True, name="lifeline").start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_PAUSE)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_TIME_TO_END)
    os._exit(1)
