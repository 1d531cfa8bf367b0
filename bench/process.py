"""Ask Linux what a process and all its children used: CPU time and memory."""

import os
from dataclasses import dataclass
from pathlib import Path

_TICK = 1 / os.sysconf("SC_CLK_TCK")
_KIB_IN_MIB = 1024


@dataclass(frozen=True, slots=True)
class Meter:
    """The process tree below one process, and what it uses."""

    root: int

    def cpu_seconds(self) -> float:
        """Return the user and system time spent so far, that of children already gone too."""
        return sum(_cpu_of(pid) for pid in self.pids())

    def pss_mib(self) -> float:
        """Return the proportional set size: shared pages count once, divided by their users."""
        return sum(_pss_of(pid) for pid in self.pids()) / _KIB_IN_MIB

    def pids(self) -> list[int]:
        """Return the process and all below it."""
        found = [self.root]
        for pid in found:
            found += _children(pid)
        return found


def _children(pid: int) -> list[int]:
    told = []
    for task in _entries(pid):
        told += (task / "children").read_text().split()
    return [int(child) for child in told]


def _entries(pid: int) -> list[Path]:
    folder = Path(f"/proc/{pid}/task")
    return list(folder.iterdir()) if folder.exists() else []


def _cpu_of(pid: int) -> float:
    # The name in brackets may hold spaces: count the fields behind it (proc(5)).
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15]) * _TICK


def _pss_of(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
