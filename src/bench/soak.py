"""Half an hour at 30 % load, with a twentieth of the backends' responses broken and a twentieth of the clients leaving."""

import asyncio
import dataclasses
import os
import re
import statistics
import time

import bodies
import load
import proof
import series
from bars import Bar
from clients import Clients
from report import row
from run import say

SHARE = 0.3
CONNECTIONS = 64
WARM_UP = 15
EVERY = 10  # seconds between samples
SEED = 20_241_126
MIB = 1 << 20
SETTLING = 360  # seconds
BESIDE = 16  # connections
# Half of the memory of a container of 1 GiB is heap. Heap and code cache have a bound each and are resident from the start:
# RSS then shows the growth of everything else. What they hold has lines of its own.
MEMORY = ("-Xms512m", "-Xmx512m", "-XX:InitialCodeCacheSize=64m", "-XX:ReservedCodeCacheSize=64m", "-XX:+AlwaysPreTouch")
CODE = 'jvm_memory_used_bytes{area="nonheap"'
LEAK_DETECTION = "-Dio.netty.leakDetection.level=advanced"


@dataclasses.dataclass
class Sample:
    """What the service held at one moment, and the latency since the moment before."""

    minutes: float
    rss: float
    code: float  # compiled code and classes, which the JVM bounds on its own
    heap: float  # after the latest collection
    direct: float
    descriptors: int
    threads: int
    connections: float
    p50: float  # milliseconds
    p99: float


def _sample(gateway, gc_log, begun, took):
    with open(gc_log, encoding="utf-8") as file:
        collected = re.findall(r"->(\d+)M\(", file.read())
    metrics, took = load.metrics(gateway.management), sorted(took) or [0]
    code = sum(value for name, value in metrics.items() if name.startswith(CODE))
    return Sample(
        round((time.monotonic() - begun) / 60, 2), gateway.server.status("VmRSS") / 1024,
        code / MIB, int(collected[-1]) if collected else 0, metrics["tributary_direct_memory_bytes"] / MIB,
        gateway.server.open_files(), gateway.server.status("Threads"), metrics["tributary_client_connections"],
        round(took[len(took) // 2] * 1e3, 2), round(took[len(took) * 99 // 100] * 1e3, 2))


async def _settle(gateway, clients, rate):
    """All that it can take, broken responses and leaving clients too. Without it the JVM compiles rare code for hours."""
    with load.wrk_beside(gateway.port, "/nonce", BESIDE, SETTLING):
        asking = asyncio.create_task(clients.run(rate, SETTLING))
        while not asking.done():
            await asyncio.wait([asking], timeout=1)
            await asyncio.to_thread(load.metrics, gateway.management)
    await asking


async def _watched(gateway, gc_log, clients, rate, seconds):
    samples, begun = [], time.monotonic()
    asking = asyncio.create_task(clients.run(rate, seconds))
    while not asking.done():
        await asyncio.wait([asking], timeout=EVERY)
        took, clients.took = clients.took, []
        if asking.done() or not gateway.server.is_alive():
            break
        try:
            samples.append(await asyncio.to_thread(_sample, gateway, gc_log, begun, took))
            say(f"  {samples[-1]} {dict(clients.counts)} {clients.wrong[-1:]} {clients.lost[-1:]}")
        except load.WrongAnswer as failed:
            clients.counts["failed scrapes"] += 1
            say(f"  {failed}")
    asking.cancel()
    return samples


def _per_hour(samples, mebibytes):
    """The slope in MiB an hour: the least squares of the second half."""
    late = [one for one in samples if one.minutes >= samples[-1].minutes / 2]
    if len(late) < 3:
        return 0.0
    slope = statistics.linear_regression([one.minutes / 60 for one in late], [mebibytes(one) for one in late]).slope
    return round(slope, 2)


def soak(site, options):
    """Runs it; what was found, as values."""
    gc_log = os.path.join(site.folder, "gc.log")
    gateway = proof.service(site, "soak", *proof.image_flags(), *MEMORY, LEAK_DETECTION, f"-Xlog:gc:file={gc_log}:uptime")
    documents = {name: body for name, body in bodies.generate().items() if name in bodies.SIZES}
    load.wrk(gateway.port, "/slow", CONNECTIONS, WARM_UP)
    peak = load.wrk(gateway.port, "/slow", CONNECTIONS, WARM_UP).per_second()
    rate = options.rate or round(peak * SHARE)
    say(f"Soak: {options.minutes} minutes at {rate}/s, {rate / peak:.0%} of {peak:.0f}/s")
    settling, clients = (Clients(gateway.port, documents, seed) for seed in (SEED + 1, SEED))
    asyncio.run(_settle(gateway, settling, rate / 2))
    samples = asyncio.run(_watched(gateway, gc_log, clients, rate, options.minutes * 60))
    alive = gateway.server.is_alive()
    gateway.server.stop()
    said = gateway.server.said()
    return {"minutes": options.minutes, "rate": rate, "peak": round(peak), "alive": alive,
            "counts": dict(clients.counts), "wrong": len(clients.wrong + settling.wrong),
            "lost": len(clients.lost + settling.lost),
            "examples": (clients.wrong + settling.wrong)[:10] + (clients.lost + settling.lost)[:10],
            "leaks": said.count("LEAK"), "errors": said.count(" ERROR "),
            "rssPerHour": _per_hour(samples, lambda one: one.rss),
            "samples": [dataclasses.asdict(one) for one in samples]}


BARS = [
    Bar("wrong responses", lambda found: found["wrong"], 0, ""),
    Bar("requests without response", lambda found: found["lost"], 0, ""),
    Bar("leaked buffers", lambda found: found["leaks"], 0, ""),
    Bar("lines of ERROR", lambda found: found["errors"], 0, ""),
    Bar("RSS, second half", lambda found: found["rssPerHour"], 1, " MiB/h"),
    Bar("failed scrapes of `/metrics`", lambda found: found["counts"].get("failed scrapes", 0), 0, ""),
    Bar("alive at the end", lambda found: int(found["alive"]), 1, "", True),
]
FIGURES = {"rss": "RSS, MiB", "code": "code and classes, MiB", "heap": "heap after collection, MiB",
           "direct": "direct memory, MiB",
           "descriptors": "descriptors", "threads": "threads", "connections": "clients' connections",
           "p50": "median of complete responses, ms", "p99": "p99 of complete responses, ms"}


def _markdown(found):
    samples = found["samples"]
    halves = samples[:(len(samples) + 1) // 2], samples[len(samples) // 2:]
    lines = [f"{found['minutes']:g} minutes at {found['rate']} requests/s, {found['rate'] / found['peak']:.0%} of the "
             f"{found['peak']}/s that "
             f"{CONNECTIONS} connections got, after {SETTLING // 60} minutes of as many as it can "
             f"take, with the image's flags and `{' '.join(MEMORY)}`. "
             "A twentieth of the backends' responses is broken, a twentieth of the clients leaves.", "",
             "![over time](soak.svg)", "", row("responses", "number"), "|---|--:|"]
    lines += [row(kind, f"{number:,}") for kind, number in sorted(found["counts"].items())]
    lines += ["", row("median of the", "first half", "second half", "most"), "|---|--:|--:|--:|"]
    for key, title in FIGURES.items():
        first, second = (statistics.median(one[key] for one in half) for half in halves)
        lines.append(row(title, f"{first:.1f}", f"{second:.1f}", f"{max(one[key] for one in samples):.1f}"))
    return lines + [f"- {example}" for example in found["examples"]]


def _drawing(found):
    def over_time(key):
        return [one[key] for one in found["samples"]]

    panels = [series.Panel("Memory, MiB", {"RSS": over_time("rss"), "heap": over_time("heap"),
                                           "code": over_time("code"), "direct": over_time("direct")}),
              series.Panel("Complete responses, ms", {"median": over_time("p50"), "p99": over_time("p99")}),
              series.Panel("Descriptors", {"all": over_time("descriptors"), "clients": over_time("connections")}),
              series.Panel("Threads", {"threads": over_time("threads")})]
    return {"soak.svg": series.svg(over_time("minutes"), panels)}


def main(arguments):
    parser = proof.parser("soak", __doc__)
    parser.add_argument("--minutes", type=float, default=30, help="of load (default 30)")
    parser.add_argument("--rate", type=int, help=f"requests/s (default {SHARE:.0%}% of what it can)")
    options = parser.parse_args(arguments)
    return proof.run(options, "soak", lambda site: soak(site, options), _markdown, BARS, _drawing)


if __name__ == "__main__":
    proof.main(main)
