"""Asking a server: once and looking at the bytes, or often with wrk."""

import dataclasses
import http.client
import json
import os
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
SUMMARY = os.path.join(HERE, "templates", "summary.lua")


class WrongAnswer(Exception):
    """A server that answers something else than it should."""


@dataclasses.dataclass(frozen=True)
class Load:
    """What one wrk run found; times in microseconds."""

    requests: int
    micros: int
    non2xx: int
    broken: int
    p50: int
    p99: int

    def failures(self):
        return self.non2xx + self.broken


def get(port, path, timeout=5):
    """The status and body of one GET, or (0, why) when nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    except (OSError, http.client.HTTPException) as failed:
        return 0, str(failed).encode()
    finally:
        connection.close()


def expect(port, path, wanted):
    """Fails unless the answer is 200 with exactly these bytes."""
    status, body = get(port, path)
    if status != 200 or body != wanted:
        raise WrongAnswer(f"{path}: status {status}, {len(body)} bytes where 200 and "
                          f"{len(wanted)} were expected: {body[:200]!r}")


def wrk(port, path, connections, seconds):
    """Loads one URL with one thread and that many keep-alive connections."""
    url = f"http://127.0.0.1:{port}{path}"
    done = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", SUMMARY, url],
        capture_output=True, text=True, timeout=seconds + 30, check=False)
    for line in done.stdout.splitlines():
        if line.startswith("SUMMARY "):
            return Load(**json.loads(line.removeprefix("SUMMARY ")))
    raise WrongAnswer(f"wrk on {path} gave no summary: {(done.stdout + done.stderr)[-300:]}")
