"""Load a server from a process of its own: `python -m bench.client '{"port": 8000, …}'`.

Closed loads: each client sends again once it has its answer. `hammer` repeats one request over many
connections, `tour` sends many once, `join` lets each client open the RSVP form and send it. The
result is printed as JSON: how many, how long each took, which statuses came.
"""

import gzip
import json
import re
import select
import sys
import threading
import time
from dataclasses import asdict, dataclass, field

from bench.http import Connection, get, post

_TOKEN = re.compile(rb'name="token"[^>]*value="([^"]+)"')
_CHUNK = 1 << 18
_LIKE_A_BROWSER = {"Accept-Encoding": "gzip"}


@dataclass(slots=True)
class Seen:
    """What the clients saw: seconds of each deed, counts of statuses, seconds in all."""

    took: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    seconds: float = 0.0


def hammer(port: int, request: str, clients: int, seconds: float) -> Seen:
    """Repeat a request whose answer is the same each time, over so many connections."""
    first, asked = Connection(port), request.encode()
    wanted = first.ask(asked)
    first.close()
    seen = Seen()
    lines = {line.socket.fileno(): line for line in (Connection(port) for _ in range(clients))}
    sent = dict.fromkeys(lines, 0.0)
    got = dict.fromkeys(lines, 0)
    poll = select.epoll()
    begin = time.perf_counter()
    for number, line in lines.items():
        poll.register(number, select.EPOLLIN)
        sent[number] = time.perf_counter()
        line.socket.sendall(asked)
    took = seen.took
    while (now := time.perf_counter()) - begin < seconds:
        for number, _ in poll.poll(1):
            line = lines[number].socket
            got[number] += len(line.recv(_CHUNK))
            if got[number] < wanted.size:
                continue
            if got[number] > wanted.size:
                raise ValueError("the answers differ in size")
            now = time.perf_counter()
            took.append(now - sent[number])
            got[number], sent[number] = 0, now
            line.send(asked)
    seen.seconds = time.perf_counter() - begin
    seen.statuses[wanted.status] = len(took)
    return seen


def tour(port: int, requests: list[str], clients: int) -> Seen:
    """Send each request once, by so many clients in turn."""
    seen, lines = Seen(), [Connection(port) for _ in range(clients)]
    begin = time.perf_counter()
    for at, request in enumerate(requests):
        asked = time.perf_counter()
        status = lines[at % clients].ask(request.encode()).status
        seen.took.append(time.perf_counter() - asked)
        seen.statuses[status] = seen.statuses.get(status, 0) + 1
    seen.seconds = time.perf_counter() - begin
    return seen


def join(port: int, path: str, clients: int, seconds: float, most: int = 0) -> Seen:
    """Let so many clients open the form and send it, for a time or until `most` were sent."""
    seen, lock, begin = Seen(), threading.Lock(), time.perf_counter()
    left = [most] if most else [1 << 60]

    def one() -> None:
        line = Connection(port)
        while time.perf_counter() - begin < seconds:
            with lock:
                if left[0] <= 0:
                    break
                left[0] -= 1
            at = time.perf_counter()
            status = _join_once(line, path)
            with lock:
                seen.took.append(time.perf_counter() - at)
                seen.statuses[status] = seen.statuses.get(status, 0) + 1
        line.close()

    threads = [threading.Thread(target=one) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen.seconds = time.perf_counter() - begin
    return seen


def _join_once(line: Connection, path: str) -> int:
    form = line.ask(get(path, _LIKE_A_BROWSER))
    packed = form.headers.get("content-encoding") == "gzip"
    token = _TOKEN.search(gzip.decompress(form.body) if packed else form.body)
    if token is None:
        return form.status
    return line.ask(post(path, b"people=1&token=" + token[1])).status


def main(told: str) -> None:
    """Do one job and print what was seen."""
    job = json.loads(told)
    kinds = {"hammer": hammer, "tour": tour, "join": join}
    seen = kinds[job.pop("kind")](**job)
    print(json.dumps(asdict(seen)))


if __name__ == "__main__":
    main(sys.argv[1])
