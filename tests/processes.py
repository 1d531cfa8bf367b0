"""Find the processes of a server that runs."""

import os
from pathlib import Path


def children(pid: int) -> list[int]:
    """Return the processes that a process started (proc(5))."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def web_processes(server: int) -> list[int]:
    return [pid for pid in children(server) if os.getsid(pid) == os.getsid(server)]


def workers(server: int) -> list[int]:
    """Return the job processes, each with a session of its own."""
    return [pid for pid in children(server) if os.getsid(pid) == pid]
