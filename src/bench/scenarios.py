"""What is measured: one function per scenario. Each returns, by gateway, what every round found."""

import dataclasses
import os
import time

import gateways
import load
import routes
from gateways import TRIBUTARY, VARIANTS
from measure import CONNECTIONS

SPLICE_RATE = 500
SLOW_RATE = 1000
DEAD_RATE = 100
SEQUENTIAL_RATE = 100
SEQUENTIAL_SECONDS = 2  # and one round: a median of waits needs no more
ISOLATION_RATE = 500
BIG_CONNECTIONS = 8
PATIENCE = 2  # times as long as other rounds, where what is measured varies more
AHEAD = 4  # seconds in which the generator beside it starts
WIDE_CONNECTIONS = 8  # 240 calls at once; with as many clients as elsewhere it is 960
WAITING_CONNECTIONS = 256  # of requests that mostly wait
TRANSFORM_CONNECTIONS = 16
SHIPPED_KINDS = ("/aggregate", "/report", "/sequential")  # as in config/: one plain, one joined, one chained
AOT_SECONDS = 60  # what a JVM may take to write its cache when it ends


def splice(bench):
    """Three parts: CPU, requests a second, memory, and percentiles at a fixed rate."""
    def measure(gateway):
        found = bench.flat_out_with_allocation(gateway, "/aggregate")
        if bench.carries(gateway, SPLICE_RATE):
            found |= _percentiles(bench.at_rate(gateway.port, "/aggregate", SPLICE_RATE), found)
        return found

    return bench.rounds(bench.serving("/aggregate"), measure)


def _percentiles(result, found):
    return {key: result[key] for key in ("p50Micros", "p99Micros", "p999Micros")} | {
        "failures": found.get("failures", 0) + result["failures"]}


@dataclasses.dataclass(frozen=True)
class Direct:
    """One slow backend, asked without a gateway."""

    port: int
    name: str = "one part, directly"


def slow(bench):
    """Parts of 20 ms at a fixed rate: what a gateway adds to one such part asked directly at that rate."""
    direct = Direct(bench.site.backends["orders"])

    def measure(target):
        path = f"/after/{routes.SLOW_MILLIS}/orders" if target is direct else "/slow"
        return _percentiles(bench.at_rate(target.port, path, SLOW_RATE), {})

    carrying = []
    for gateway in bench.serving("/slow"):
        if bench.carries(gateway, SLOW_RATE):
            carrying.append(gateway)
        else:
            capacity = bench.capacity[gateway.name, "/aggregate"]
            bench.note(f"slow: {gateway.name} left out: {capacity:.0f}/s is all it answers, {SLOW_RATE}/s are asked")
    found = bench.rounds([direct, *carrying], measure, bench.options.fewer_rounds)
    for name in found:
        for one, base in zip(found[name], found.get(direct.name, [])):
            one["added50Micros"] = one["p50Micros"] - base["p50Micros"]
            one["added99Micros"] = one["p99Micros"] - base["p99Micros"]
    return found


def partial(bench):
    """One of three parts answers 500."""
    return bench.rounds(_warm(bench, "/partial"), lambda one: bench.flat_out(one, "/partial"))


def dead(bench):
    """One part hangs: how long after its timeout the answer comes, and what that costs another aggregate.

    As many aggregates of which no part hangs tell what the generator and answering cost it already."""
    def measure(gateway):
        def alone():
            return bench.flat_out(gateway, "/aggregate")

        def beside(path):
            with bench.loop.beside(gateway.port, path, DEAD_RATE, bench.options.seconds + AHEAD):
                time.sleep(AHEAD / 2)  # the generator's own start costs a core, too
                return alone()

        hanging = bench.at_rate(gateway.port, "/dead", DEAD_RATE)
        # What is held against another is measured before and after it: the machine's drift is in neither's favour.
        first, beside_dead, second, beside_living, third = (
            alone(), beside("/dead"), alone(), beside("/aggregate"), alone())
        timeout = routes.DEAD_TIMEOUT_MILLIS * 1000
        return {"late50Micros": hanging["p50Micros"] - timeout, "late99Micros": hanging["p99Micros"] - timeout,
                "kept": _kept(first, beside_dead, second), "keptBesideLiving": _kept(second, beside_living, third),
                "failures": sum(one["failures"] for one in (
                    hanging, first, beside_dead, second, beside_living, third))}

    # At its rate, the code that ends a hanging call would be cold for minutes.
    return bench.rounds(_warm(bench, "/dead", WAITING_CONNECTIONS), measure, bench.options.fewer_rounds)


def _warm(bench, path, connections=CONNECTIONS):
    """Who serves that path, without the small heap, warm on it: or its code would be cold in the first round."""
    return bench.warmed(bench.serving(path, *VARIANTS), path, connections)


def _kept(before, beside, after):
    return round(2 * beside["perSecond"] / (before["perSecond"] + after["perSecond"]), 3)


def wide(bench):
    """Thirty parts, and three in the same round: from few clients, and from as many as elsewhere."""
    def against_three(gateway, connections):
        three = bench.flat_out(gateway, "/aggregate", connections)
        thirty = bench.flat_out(gateway, "/wide", connections)
        return thirty, round(thirty["cpuMicros"] / three["cpuMicros"], 2)

    def measure(gateway):
        found, ratio = against_three(gateway, WIDE_CONNECTIONS)
        crowd, ratio_of_crowd = against_three(gateway, CONNECTIONS)
        return found | {"againstThree": ratio, "crowdCpuMicros": crowd["cpuMicros"],
                        "crowdAgainstThree": ratio_of_crowd,
                        "failures": found["failures"] + crowd["failures"]}

    # Or the first round would open their connections.
    return bench.rounds(_warm(bench, "/wide"), measure)


def big(bench):
    """Three parts of 1 MB."""
    seconds = bench.options.seconds * PATIENCE
    return bench.rounds(_warm(bench, "/big", BIG_CONNECTIONS),
                        lambda gateway: bench.flat_out(gateway, "/big", BIG_CONNECTIONS, seconds))


def transform(bench):
    """The order report: three parts joined into one document."""
    return bench.rounds(_warm(bench, "/report", TRANSFORM_CONNECTIONS),
                        lambda gateway: bench.flat_out(gateway, "/report", TRANSFORM_CONNECTIONS))


def sequential(bench):
    """Three parts of 20 ms one after another, and the same parts at once."""
    def measure(gateway):
        together = bench.at_rate(gateway.port, "/slow", SEQUENTIAL_RATE, SEQUENTIAL_SECONDS)
        in_turn = bench.at_rate(gateway.port, "/sequential", SEQUENTIAL_RATE, SEQUENTIAL_SECONDS)
        return {"togetherMicros": together["p50Micros"], "inTurnMicros": in_turn["p50Micros"],
                "failures": together["failures"] + in_turn["failures"]}

    return bench.rounds(bench.serving("/sequential", *VARIANTS), measure, 1)


def isolation(bench):
    """Pass-through at a fixed rate: alone, beside reports that keep every worker busy, and as many without one."""
    def measure(gateway):
        seconds = bench.options.seconds * PATIENCE
        reports = round(bench.capacity[gateway.name, "/report"])

        def at_rate():
            return bench.at_rate(gateway.port, "/aggregate", ISOLATION_RATE, seconds)

        alone = at_rate()
        with load.wrk_beside(gateway.port, "/report", TRANSFORM_CONNECTIONS, seconds + AHEAD):
            beside = at_rate()
        with bench.loop.beside(gateway.port, "/aggregate", reports, seconds + AHEAD):
            untransformed = at_rate()
        found = {name + percentile: one[key] for name, one in
                 (("alone", alone), ("beside", beside), ("untransformed", untransformed))
                 for percentile, key in (("50Micros", "p50Micros"), ("99Micros", "p99Micros"))}
        return found | {"times99": round(beside["p99Micros"] / max(1, alone["p99Micros"]), 2),
                        "failures": sum(one["failures"] for one in (alone, beside, untransformed))}

    ours = [one for one in bench.running if one.name == TRIBUTARY]
    # Or its compiler, too, takes a core from it.
    warm = bench.warmed(ours, "/report", TRANSFORM_CONNECTIONS)
    return bench.rounds(warm, measure, bench.options.fewer_rounds)


def ready(bench):
    """Seconds from starting java to the first answer of an aggregate, with and without an AOT cache."""
    cache = os.path.join(bench.site.folder, "tributary.aot")
    _first_answer(bench.site, f"-XX:AOTCacheOutput={cache}")
    found = {"without AOT cache": [], "with AOT cache": []}
    for _ in range(bench.options.starts):
        found["without AOT cache"].append(_first_answer(bench.site))
        if os.path.exists(cache):
            found["with AOT cache"].append(_first_answer(bench.site, f"-XX:AOTCache={cache}"))
    return {name: rounds for name, rounds in found.items() if rounds}


def _first_answer(site, *flags):
    like_shipped = {path: route for path, route in site.usual().items() if path in SHIPPED_KINDS}
    gateway, seconds = gateways.tributary(site, "first answer", *flags, served=like_shipped)
    begun = time.monotonic()
    status, _ = load.get(gateway.port, "/aggregate")
    seconds += time.monotonic() - begun
    gateway.server.stop(AOT_SECONDS)
    return {"seconds": round(seconds, 3), "failures": int(status != 200)}


def operators(bench):
    """Three parts, with what operators can see turned on one by one. Alone, because it has gateways of its own."""
    return bench.rounds(bench.serving("/aggregate"), lambda one: bench.flat_out(one, "/aggregate"))


LOADED = {"splice": splice, "slow": slow, "partial": partial, "dead": dead, "wide": wide, "big": big,
          "transform": transform, "sequential": sequential, "isolation": isolation}
