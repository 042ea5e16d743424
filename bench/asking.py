"""`python -m bench.asking PAGE PEOPLE TIMES PAUSE`: so many ask for a page, told as JSON; so is what they waited."""

from __future__ import annotations

import http.client
import json
import random
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass


def main() -> None:
    """Ask in a process of its own, small and without Django, so that asking costs the machine little."""
    told, people, times, pause = sys.argv[1:]
    page = Page(**json.loads(told))

    def one(person: int) -> list[float]:
        return ask(page, int(times), float(pause), person)

    with ThreadPoolExecutor(int(people)) as pool:
        list(pool.map(lambda person: ask(page, 2, 0, person), range(int(people))))  # to warm up
        start = time.perf_counter()
        seconds = [taken for each in pool.map(one, range(int(people))) for taken in each]
        whole = time.perf_counter() - start
    json.dump({"seconds": seconds, "whole": whole}, sys.stdout)


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked for: one address, or several chosen from by chance; and by whom, each signed in by a cookie."""

    port: int
    paths: Sequence[str]
    cookies: Sequence[str]


def ask(page: Page, times: int, pause: float, person: int) -> list[float]:
    """Seconds of one person's requests, who reads for `pause` seconds before each, a third more or less by chance.

    Anything but the page itself ends the run.
    """
    chance = random.Random(person)
    connection = http.client.HTTPConnection("127.0.0.1", page.port, timeout=60)
    headers = {"Cookie": page.cookies[person % len(page.cookies)], "Host": f"localhost:{page.port}"}
    seconds = []
    for _ in range(times):
        time.sleep(pause * chance.uniform(2 / 3, 4 / 3))
        path = chance.choice(page.paths)
        start = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}.")
        seconds.append(time.perf_counter() - start)
    connection.close()
    return seconds


if __name__ == "__main__":
    main()
