"""What is measured. Gateways take turns within each round, so that a busy moment hits them all."""

import statistics

import bodies
import gateways
import load

CONNECTIONS = 32
SLOW_CONNECTIONS = 8

# Warm is what no longer gets cheaper: two slices of load in a row within this factor.
STEADY = 1.05
WARM_UP_SLICE_SECONDS = 5


def ready(site, times):
    """Seconds from starting java to the first 200 of /readyz."""
    seconds = []
    for _ in range(times):
        gateway, took = gateways.tributary(site, "ready")
        gateway.server.stop()
        seconds.append(took)
    return seconds


def _turns(items, round_number):
    first = round_number % len(items)
    return items[first:] + items[:first]


def _cost(gateway, seconds):
    before = gateway.server.cpu_seconds()
    result = load.wrk(gateway.port, "/aggregate", CONNECTIONS, seconds)
    return (gateway.server.cpu_seconds() - before) / max(1, result.requests), result


def warm_up(gateway, most_seconds):
    """Loads a gateway until an aggregate no longer gets cheaper; whether it came to that."""
    cheapest, steady = float("inf"), 0
    for _ in range(max(1, most_seconds // WARM_UP_SLICE_SECONDS)):
        cost, _ = _cost(gateway, WARM_UP_SLICE_SECONDS)
        steady = steady + 1 if cost * STEADY > cheapest else 0
        cheapest = min(cheapest, cost)
        if steady == 2:
            return True
    return False


def splice(running, rounds, seconds, say):
    """CPU per aggregate, of each gateway, in each round."""
    found = {gateway.name: [] for gateway in running}
    for number in range(rounds):
        for gateway in _turns(running, number):
            cost, result = _cost(gateway, seconds)
            one = {
                "cpuMicros": round(cost * 1e6, 1),
                "perSecond": round(result.requests * 1e6 / result.micros),
                "p50Micros": result.p50, "p99Micros": result.p99,
                "failures": result.failures(), "rssMiB": gateway.server.rss_mib(),
            }
            found[gateway.name].append(one)
            say(f"  round {number + 1}: {gateway.name}: {one['cpuMicros']} us CPU per aggregate, "
                f"{one['perSecond']}/s, {one['failures']} failures")
    return found


def slow(running, backend_port, rounds, seconds, say):
    """The median latency of one slow part asked directly, and of the aggregate of three."""
    targets = [("direct", backend_port, "/slow/orders")]
    targets += [(gateway.name, gateway.port, "/slow") for gateway in running]
    found = {name: [] for name, _, _ in targets}
    for number in range(rounds):
        for name, port, path in _turns(targets, number):
            result = load.wrk(port, path, SLOW_CONNECTIONS, seconds)
            found[name].append(
                {"p50Micros": result.p50, "p99Micros": result.p99, "failures": result.failures()})
            say(f"  round {number + 1}: {name}: p50 {result.p50 / 1000:.2f} ms")
    return found


def check(gateway, documents, with_slow):
    """Fails unless the gateway's answers are right to the byte."""
    wanted = bodies.answer(documents)
    for path in ["/aggregate"] + ["/slow"] * with_slow:
        load.expect(gateway.port, path, wanted)


def ratio(found, name, base):
    """The median over rounds of a gateway's CPU divided by another's in the same round."""
    pairs = zip(found[name], found[base])
    ratios = [one["cpuMicros"] / other["cpuMicros"] for one, other in pairs if other["cpuMicros"]]
    return {"median": statistics.median(ratios), "min": min(ratios), "max": max(ratios)}


def median(found, name, key):
    """The median over rounds."""
    return statistics.median(one[key] for one in found[name])
