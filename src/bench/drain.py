"""SIGTERM under load, again and again: clients that never retry lose no request if they heed /readyz."""

import asyncio
import collections
import contextlib
import random
import subprocess
import time

import load
import proof
from bars import Bar
from report import row
from run import say

PATH = "/slow"
BUSY, PAUSING = 24, 24
PAUSE = 0, 0.2  # seconds between the requests of a client that pauses
LOOK_EVERY = 0.1  # at /readyz, as a load balancer does
LOAD_BEFORE = 1, 2  # seconds of load until the signal
DRAIN = 1  # seconds, as in the template
PATIENCE = 5
SEED = 20_241_126


class Clients:
    """Keep-alive clients. They open no connection once the service is not ready, and use the ones that they have until
    the service says that one ends."""

    def __init__(self, gateway):
        self._gateway = gateway
        self._ready = True
        self.counts = collections.Counter()
        self.lost = []

    async def run(self, linger, rng):
        """One life under load, its end included."""
        asking = [asyncio.create_task(self._ask(rng, number >= BUSY)) for number in range(BUSY + PAUSING)]
        looking = asyncio.create_task(self._look())
        await asyncio.sleep(rng.uniform(*LOAD_BEFORE))
        self._gateway.server.terminate()
        sent = time.monotonic()
        try:
            code = await asyncio.to_thread(self._gateway.server.exit_code, linger + DRAIN + PATIENCE)
        except subprocess.TimeoutExpired:
            code = "none in time"
        took = time.monotonic() - sent
        self._ready = False
        looking.cancel()
        await asyncio.gather(*asking)
        return code, took

    async def _look(self):
        while self._ready:
            await asyncio.sleep(LOOK_EVERY)
            status, _ = await asyncio.to_thread(load.get, self._gateway.management, "/readyz", 1)
            self._ready = status == 200

    async def _ask(self, rng, pauses):
        while self._ready:
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", self._gateway.port)
            except OSError as refused:
                self.lost.append(f"no connection: {refused!r}")
                continue
            with contextlib.closing(writer):
                self.counts["connections"] += 1
                while await self._exchange(reader, writer):
                    if pauses:
                        await asyncio.sleep(rng.uniform(*PAUSE))

    async def _exchange(self, reader, writer):
        """One request; whether the connection can be used again."""
        if reader.at_eof():
            self.counts["closed while idle"] += 1
            return False
        self.counts["requests"] += 1
        try:
            async with asyncio.timeout(PATIENCE):
                writer.write(f"GET {PATH} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                await reader.readexactly(int(head.partition(b"\r\ncontent-length: ")[2].partition(b"\r")[0]))
        except (OSError, EOFError, ValueError, TimeoutError) as failed:
            self.lost.append(f"no response: {failed!r}")
            return False
        if not head.startswith(b"http/1.1 200") or b"\r\naggregate-complete: true\r\n" not in head:
            self.lost.append(head.partition(b"\r\n")[0].decode())
        return b"\r\nconnection: close\r\n" not in head


def _cycle(site, number, linger, rng):
    gateway = proof.service(site, f"drain-{number}", linger=f"{round(linger * 1e3)}ms")
    clients = Clients(gateway)
    code, took = asyncio.run(clients.run(linger, rng))
    found = {**clients.counts, "lost": len(clients.lost), "reasons": dict(collections.Counter(clients.lost)),
             "code": code, "seconds": round(took, 2)}
    say(f"  {number + 1}: {found}")
    gateway.server.stop()
    return found


def drain(site, options):
    """All cycles; what was found, as values."""
    rng = random.Random(SEED)
    return {"linger": options.linger,
            "cycles": [_cycle(site, number, options.linger, rng) for number in range(options.cycles)]}


def _of_all(value):
    return lambda found: sum(value(one) for one in found["cycles"])


BARS = [
    Bar("lost requests", _of_all(lambda one: one["lost"]), 0, ""),
    Bar("ends with another code than 0", _of_all(lambda one: one["code"] != 0), 0, ""),
    Bar("slowest end after `linger` and `drain`",
        lambda found: max(one["seconds"] for one in found["cycles"]) - found["linger"] - DRAIN, 0.5, " s"),
]


def _markdown(found):
    cycles = found["cycles"]
    lines = [f"{len(cycles)} times SIGTERM with `linger: {found['linger']:g}s` under the load of {BUSY} clients that ask "
             f"without a pause and {PAUSING} that pause up to {PAUSE[1] * 1e3:.0f} ms. They look at `/readyz` every "
             f"{LOOK_EVERY * 1e3:.0f} ms and open no connection once it is not 200.", "",
             row("", "sum"), "|---|--:|"]
    for name in ("requests", "connections", "lost"):
        lines.append(row(name, f"{sum(one[name] for one in cycles):,}"))
    return lines + [f"- {count} lost: {why}" for one in cycles for why, count in one["reasons"].items()]


def main(arguments):
    parser = proof.parser("drain", __doc__)
    parser.add_argument("--cycles", type=int, default=20, help="how often (default 20)")
    parser.add_argument("--linger", type=float, default=1, help="seconds of shutdown.linger (default 1)")
    options = parser.parse_args(arguments)
    return proof.run(options, "drain", lambda site: drain(site, options), _markdown, BARS)


if __name__ == "__main__":
    proof.main(main)
