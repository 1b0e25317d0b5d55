"""Probes: GETs at a steady pace from threads of this process, whatever else the service has to do."""

import collections
import dataclasses
import threading
import time

import load

EVERY = 0.2
PATIENCE = 1


@dataclasses.dataclass(frozen=True)
class Probe:
    """One of them: when it was sent, how long it took, and the status; 0 when there was no response in time."""

    at: float
    seconds: float
    status: int
    why: str = ""

    def good(self):
        return not self.why


class Probes:
    """Asks each (port, path) every so many seconds until the block is left. A slow answer delays the next question."""

    def __init__(self, *targets, patience=PATIENCE):
        self.found = {path: [] for _, path in targets}
        self._patience = patience
        self._done = threading.Event()
        self._threads = [threading.Thread(target=self._probe, args=target, daemon=True) for target in targets]

    def _probe(self, port, path):
        due = time.monotonic()
        while not self._done.wait(max(0, due - time.monotonic())):
            at = time.monotonic()
            status, body = load.get(port, path, self._patience)
            why = "" if status == 200 else f"{status} {body[:80].decode(errors='replace')}"
            self.found[path].append(Probe(at, time.monotonic() - at, status, why))
            due = max(due + EVERY, time.monotonic())

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._done.set()
        for thread in self._threads:
            thread.join()

    def failed(self):
        return sum(not one.good() for probes in self.found.values() for one in probes)

    def summary(self):
        """By path: how many, how many failed, and the slowest in milliseconds."""
        return {path: {"sent": len(probes), "failed": sum(not one.good() for one in probes),
                       "slowestMillis": round(max((one.seconds for one in probes), default=0) * 1e3)}
                for path, probes in self.found.items()}


def reasons(*all_probes):
    """Why probes failed, and how often."""
    return dict(collections.Counter(one.why for probes in all_probes for found in probes.found.values()
                                    for one in found if one.why))


def management(gateway):
    """What a kubelet and a Prometheus ask for."""
    return [(gateway.management, path) for path in ("/livez", "/readyz", "/metrics")]


def median(probes):
    """Milliseconds of those that were answered with 200, or None."""
    took = sorted(one.seconds for one in probes if one.status == 200)
    return round(took[len(took) // 2] * 1e3, 1) if took else None
