"""`python -m bench.asking PORT PATH COOKIE PEOPLE TIMES`: so many people ask for one page; their seconds, as JSON."""

from __future__ import annotations

import http.client
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor


def main() -> None:
    """Ask in a process of its own, small and without Django, so that asking costs the machine little."""
    port, path, cookie, people, times = sys.argv[1:]

    def one(_: int) -> list[float]:
        return _asked(int(port), path, cookie, int(times))

    with ThreadPoolExecutor(int(people)) as pool:
        list(pool.map(lambda _: _asked(int(port), path, cookie, 2), range(int(people))))  # to warm up
        start = time.perf_counter()
        seconds = [taken for each in pool.map(one, range(int(people))) for taken in each]
        whole = time.perf_counter() - start
    json.dump({"seconds": seconds, "whole": whole}, sys.stdout)


def _asked(port: int, path: str, cookie: str, times: int) -> list[float]:
    """Seconds of one person's requests, one after the other; anything but the page itself ends the run."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": cookie, "Host": f"localhost:{port}"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}.")
        seconds.append(time.perf_counter() - start)
    connection.close()
    return seconds


if __name__ == "__main__":
    main()
