"""More load than the service can carry: goodput against its peak, the cost of a refusal, probes, and recovery."""

import threading
import time

import load
import measure
import probes
import proof
from bars import Bar
from report import row
from routes import SLOW_MILLIS
from run import say

PATH = "/slow"
LADDER = (32, 64, 128, 256)
WARM_UP, RUNG = 20, 5  # seconds
OVERLOADED = 10  # seconds of each overload before it is counted: its code is compiled anew
TIMES_THE_RATE, TIMES_THE_CONNECTIONS = 3, 10
PAUSE_MILLIS = 100
BEFORE, CALM, AFTER = 4, 0.5, 4  # seconds of the probes that recovery is judged by


def _peak(gateway):
    """The connections with which it answers most, and how many responses a second, each with its CPU."""
    load.wrk(gateway.port, PATH, LADDER[1], WARM_UP)
    best = {"perSecond": 0}
    for connections in LADDER:
        before = gateway.server.cpu_seconds()
        one = load.wrk(gateway.port, PATH, connections, RUNG)
        cpu = gateway.server.cpu_seconds() - before
        good = one.requests - one.non2xx
        rung = {"connections": connections, "perSecond": round(good * 1e6 / one.micros),
                "cpuMicros": round(cpu * 1e6 / max(1, good), 1)}
        say(f"  {rung}")
        best = max(best, rung, key=lambda found: found["perSecond"])
    return best


def _overloaded(gateway, action):
    """What the load found, with the probes beside it and the latency around it."""
    with probes.Probes((gateway.port, PATH)) as calm:
        time.sleep(BEFORE)
    with probes.Probes(*probes.management(gateway)) as asked:
        cpu = gateway.server.cpu_seconds()
        found = action()
        cpu = gateway.server.cpu_seconds() - cpu
        time.sleep(CALM)
        with probes.Probes((gateway.port, PATH)) as again:
            time.sleep(AFTER)
    found |= {"cpuSeconds": round(cpu, 1), "probes": asked.summary(), "beforeMillis": probes.median(calm.found[PATH]),
              "afterMillis": probes.median(again.found[PATH]), "failedAfter": again.failed()}
    say(f"  {found}")
    return found


def _refusals(site, connections):
    """CPU of a refusal, over as many connections as the peak: one request is held, and it is all that is allowed."""
    gateway = proof.service(site, "refusing", limit=1, deadline="61s")
    threading.Thread(target=load.get, args=(gateway.port, proof.HELD, 60), daemon=True).start()
    gateway.server.wait_for(lambda: load.metrics(gateway.management)["tributary_in_flight"] == 1, 5)
    load.wrk(gateway.port, PATH, connections, 2 * WARM_UP)  # compilers at work would be half of its cost
    before = gateway.server.cpu_seconds()
    one = load.wrk(gateway.port, PATH, connections, RUNG)
    cpu = gateway.server.cpu_seconds() - before
    gateway.server.stop()
    if one.non2xx < one.requests:
        raise load.WrongAnswer(f"{one.requests - one.non2xx} of {one.requests} requests were not refused")
    return {"cpuMicros": round(cpu * 1e6 / one.requests, 1), "perSecond": round(one.per_second())}


def overload(site, options):
    """All phases; what was found, as values."""
    loop = load.OpenLoop(site.programs.java, site.folder)
    gateway = proof.service(site, "overload")
    say("Overload: the peak")
    peak = _peak(gateway)
    rate, crowd = peak["perSecond"] * TIMES_THE_RATE, peak["connections"] * TIMES_THE_CONNECTIONS
    say(f"{TIMES_THE_RATE} times the rate, {rate}/s, for {options.seconds} s")
    fast = _overloaded(gateway, lambda: loop.run(
        gateway.port, PATH, rate, options.seconds, warmup=OVERLOADED))
    say(f"{TIMES_THE_CONNECTIONS} times the connections, {crowd}, for {options.seconds} s")
    many = _overloaded(gateway, lambda: loop.closed(
        gateway.port, PATH, crowd, options.seconds, warmup=OVERLOADED, pause_millis=PAUSE_MILLIS))
    alive = gateway.server.is_alive()
    gateway.server.stop()
    say("Refusals")
    return {"seconds": options.seconds, "peak": peak, "rate": rate, "connections": crowd, "fast": fast, "many": many,
            "refusal": _refusals(site, peak["connections"]), "alive": alive}


def _kept(key):
    return lambda found: 100 * found[key]["completePerSecond"] / max(1, found["peak"]["perSecond"])


def _failed_probes(found):
    return sum(probe["failed"] for key in ("fast", "many") for probe in found[key]["probes"].values())


def _slower(key):
    def value(found):
        before, after = found[key]["beforeMillis"], found[key]["afterMillis"]
        return after / before if before and after else float("inf")
    return value


BARS = [
    Bar("goodput at three times the rate, of the peak", _kept("fast"), 75, " %", True),
    Bar("p99 of its responses", lambda found: found["fast"]["p99Micros"] / 1e3, 100, " ms"),
    Bar("goodput at ten times the connections, of the peak", _kept("many"), 85, " %", True),
    Bar("CPU of a refusal against a response",
        lambda found: found["refusal"]["cpuMicros"] / found["peak"]["cpuMicros"], 0.1, "x"),
    Bar("failed probes of the management port", _failed_probes, 0, ""),
    Bar("latency half a second after the rate, against before", _slower("fast"), 1.5, "x"),
    Bar("latency half a second after the connections, against before", _slower("many"), 1.5, "x"),
    Bar("alive at the end", lambda found: int(found["alive"]), 1, "", True),
]


def _phase(name, one):
    slowest = max(probe["slowestMillis"] for probe in one["probes"].values())
    return row(name, f"{one['completePerSecond']:.0f}", f"{one['refused']:,}",
               f"{one['failures'] - one['refused']:,}", f"{one['partial']:,}", f"{one['p50Micros'] / 1e3:.1f}",
               f"{one['p99Micros'] / 1e3:.1f}", f"{slowest}", f"{one['beforeMillis']}", f"{one['afterMillis']}")


def _markdown(found):
    peak = found["peak"]
    return [f"Three parts of {SLOW_MILLIS} ms. The peak is {peak['perSecond']}/s complete responses, with "
            f"{peak['connections']} connections and {peak['cpuMicros']} us of CPU each. A refusal takes "
            f"{found['refusal']['cpuMicros']} us, {found['refusal']['perSecond']}/s of them over "
            f"as many. Each load lasts {found['seconds']} s after {OVERLOADED} s that are not counted; service, "
            "backends and clients share the machine.", "",
            row("load", "complete/s", "refused", "failed", "partial", "p50 ms", "p99 ms", "slowest probe ms",
                "median before, ms", "after"), "|---" + "|--:" * 9 + "|",
            _phase(f"{found['rate']}/s, whatever happens", found["fast"]),
            _phase(f"{found['connections']} connections, pausing {PAUSE_MILLIS} ms when refused", found["many"])]


def main(arguments):
    parser = proof.parser("overload", __doc__)
    parser.add_argument("--seconds", type=int, default=60, help="of each overload (default 60)")
    options = parser.parse_args(arguments)
    return proof.run(options, "overload", lambda site: overload(site, options), _markdown, BARS)


if __name__ == "__main__":
    proof.main(main)
