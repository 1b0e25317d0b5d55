"""Asking a server: once and looking at the answer, as often as it can with wrk, or at a fixed rate."""

import contextlib
import dataclasses
import http.client
import json
import os
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
SUMMARY = os.path.join(HERE, "templates", "summary.lua")
SOURCES = [os.path.join(HERE, "load", name) for name in ("OpenLoop.java", "ClosedLoop.java")]
ALLOCATED = os.path.join(HERE, "load", "Allocated.java")
PATIENCE = 240

# Its own pauses are kept out of what it measures: one compiler, no collection within a run.
QUIET_JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-Xmn400m")


class WrongAnswer(Exception):
    """A server that answers something else than it should."""


@dataclasses.dataclass(frozen=True)
class Load:
    """What one wrk run found."""

    requests: int
    micros: int
    non2xx: int
    broken: int

    def failures(self):
        return self.non2xx + self.broken

    def per_second(self):
        return self.requests * 1e6 / self.micros

    def __add__(self, other):
        return Load(*map(sum, zip(dataclasses.astuple(self), dataclasses.astuple(other))))


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


def metrics(port):
    """What the management port says: values by their names, with labels if there are any."""
    status, body = get(port, "/metrics")
    if status != 200:
        raise WrongAnswer(f"/metrics: {status}: {body[:200]!r}")
    lines = (line.rpartition(" ") for line in body.decode().splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in lines}


def _wrk(port, path, connections, seconds, headers=()):
    url = f"http://127.0.0.1:{port}{path}"
    sent = [word for header in headers for word in ("-H", header)]
    return ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", *sent, "-s", SUMMARY, url]


def allocated(java, server):
    """Bytes that the threads of a JVM have allocated so far. Its metrics count at collections only."""
    command = [java, *QUIET_JAVA, ALLOCATED, str(server.pid)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE).stdout)


def wrk(port, path, connections, seconds, headers=()):
    """Loads one URL with one thread and that many keep-alive connections."""
    with running(_wrk(port, path, connections, seconds, headers)) as finish:
        out = finish()
    for line in out.splitlines():
        if line.startswith("SUMMARY "):
            return Load(**json.loads(line.removeprefix("SUMMARY ")))
    raise WrongAnswer(f"wrk on {path} gave no summary: {out[-300:]}")


def wrk_beside(port, path, connections, seconds):
    """The same beside something else: ended when the block is left."""
    return running(_wrk(port, path, connections, seconds))


@contextlib.contextmanager
def running(command):
    """A process that ends with the block; yields what waits for its end and returns what it printed."""
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True) as process:
        def finish():
            out, errors = process.communicate(timeout=PATIENCE)
            if process.returncode:
                raise WrongAnswer(f"{os.path.basename(command[0])} failed: {' '.join(errors.split())[-300:]}")
            return out

        try:
            yield finish
        finally:
            process.kill()


class OpenLoop:
    """Requests at a fixed rate, timed from the moment each was due; see load/OpenLoop.java. And clients that wait for
    their answers, and pause when they are refused; see load/ClosedLoop.java."""

    def __init__(self, java, folder):
        javac = os.path.join(os.path.dirname(os.path.realpath(java)), "javac")
        subprocess.run([javac, "-d", folder, "-sourcepath", os.path.dirname(SOURCES[0]), *SOURCES],
                       check=True, capture_output=True, text=True)
        self._java = [java, *QUIET_JAVA, "-cp", folder]

    def beside(self, port, path, rate, seconds, warmup=1):
        """At that rate beside something else: ended when the block is left."""
        return running([*self._java, "OpenLoop", *map(str, (port, path, rate, seconds, warmup))])

    def run(self, port, path, rate, seconds, warmup=1):
        """Requests, failures, refused, partial, perSecond and percentiles at a fixed rate."""
        with self.beside(port, path, rate, seconds, warmup) as finish:
            return json.loads(finish())

    def closed(self, port, path, connections, seconds, warmup=1, pause_millis=100):
        """The same of so many clients that wait."""
        arguments = map(str, (port, path, connections, seconds, warmup, pause_millis))
        with running([*self._java, "ClosedLoop", *arguments]) as finish:
            return json.loads(finish())
