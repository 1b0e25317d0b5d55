"""Hostile clients, in a process of their own: `attackers.py KIND PORT COUNT SECONDS`. One thread, one selector.

A connection that is closed or refused is made again after some seconds, so that the attack does not wear off.
"""

import collections
import heapq
import random
import resource
import selectors
import socket
import sys
import time

PIPELINED = 3  # three megabytes each: the kernel's buffers take the first one or two
SMALL_WINDOW = 4096
PER_SECOND = {"slow readers": 200, "half heads": 10_000, "silent": 10_000}  # new connections; big answers cost more
TICK = 0.01
AGAIN = 5, 15  # seconds

HALF_HEAD = b"GET /aggregate HTTP/1.1\r\nHost: a\r\nX-Fill: " + b"x" * 7900
OPENINGS = {
    "slow readers": b"GET /big HTTP/1.1\r\nHost: a\r\n\r\n" * PIPELINED,
    "half heads": HALF_HEAD,
    "silent": b"",
}


class Attack:
    """So many connections of a kind, kept up."""

    def __init__(self, kind, port, count):
        self._opening = OPENINGS[kind]
        self._reads = kind == "slow readers"
        self._port = port
        now = time.monotonic()
        self._due = [now + number / PER_SECOND[kind] for number in range(count)]  # a heap of moments
        self._open = set()
        self._selector = selectors.DefaultSelector()
        self.counts = collections.Counter()

    def run(self, seconds):
        end = time.monotonic() + seconds
        bite = time.monotonic() + 1
        while time.monotonic() < end:
            self._connect()
            for key, mask in self._selector.select(TICK):
                self._ready(key.fileobj, mask)
            if self._reads and time.monotonic() >= bite:
                self._bite()
                bite += 1

    def _connect(self):
        now = time.monotonic()
        while self._due and self._due[0] <= now:
            heapq.heappop(self._due)
            self._one()

    def _one(self):
        one = socket.socket()
        if self._reads:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_WINDOW)
        one.setblocking(False)
        self._open.add(one)
        try:
            one.connect(("127.0.0.1", self._port))
        except BlockingIOError:
            pass
        except OSError as failed:
            self._lost(one, type(failed).__name__)
            return
        self._selector.register(one, selectors.EVENT_WRITE)

    def _ready(self, one, mask):
        try:
            if mask & selectors.EVENT_WRITE:
                one.send(self._opening) if self._opening else one.getpeername()
                self.counts["connected"] += 1
                # A slow reader is not told of what it could read, only bitten off each second.
                if self._reads:
                    self._selector.unregister(one)
                else:
                    self._selector.modify(one, selectors.EVENT_READ)
            elif not one.recv(4096):
                self._lost(one, "closed")
        except OSError as failed:
            self._lost(one, type(failed).__name__)

    def _bite(self):
        for one in list(self._open):
            try:
                if not one.recv(1):
                    self._lost(one, "closed")
            except BlockingIOError:
                pass
            except OSError as failed:
                self._lost(one, type(failed).__name__)

    def _lost(self, one, why):
        self.counts[why] += 1
        self._open.discard(one)
        try:
            self._selector.unregister(one)
        except (KeyError, ValueError):
            pass  # a slow reader's is not registered
        one.close()
        heapq.heappush(self._due, time.monotonic() + random.uniform(*AGAIN))


def main(kind, port, count, seconds):
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    attack = Attack(kind, int(port), int(count))
    attack.run(float(seconds))
    print(", ".join(f"{what} {number:,}" for what, number in sorted(attack.counts.items())))


if __name__ == "__main__":
    main(*sys.argv[1:])
