"""The bars, and the figures held against them: medians over rounds, ratios taken within each round."""

import dataclasses
import statistics
from typing import Callable

from gateways import (
    H2C, LEAN, LOGGED, NGINX_LUA, OTHER, OTHER_LEAN, PAGES, SMALL, TRACED, TRIBUTARY, UNSEEN)
from peers import COUPER, KRAKEND, NODE, PYTHON, SPRING


def ratios(rounds, base_rounds, key="cpuMicros"):
    """One gateway's figure divided by another's, round by round."""
    return [one[key] / other[key] for one, other in zip(rounds, base_rounds) if other[key]]


def middle(found, name, key):
    """The median over rounds, or None when nothing was found."""
    values = [one[key] for one in found.get(name, []) if key in one]
    return statistics.median(values) if values else None


def _splice_against(base, name=TRIBUTARY, scenario="splice"):
    def value(found):
        splice = found.get(scenario, {})
        pairs = ratios(splice.get(name, []), splice.get(base, []))
        return statistics.median(pairs) if pairs else None
    return value


def _of(scenario, key, name=TRIBUTARY, unit=1):
    def value(found):
        figure = middle(found.get(scenario, {}), name, key)
        return None if figure is None else figure / unit
    return value


def open_kib(found, keys=("liveHeapMiB", "outsideMiB")):
    """Memory of one more open aggregate, between the fewest and the most, in KiB: live heap and outside it."""
    if not found.get("open"):
        return None
    fewest, most = found["open"][0], found["open"][-1]
    grown = sum(most[key] - fewest[key] for key in keys)
    return grown * 1024 / (most["open"] - fewest["open"])


def _allocated(name):
    def value(found):
        allocated = middle(found.get("splice", {}), name, "allocatedBytes")
        return None if allocated is None else allocated / 1024
    return value


@dataclasses.dataclass(frozen=True)
class Bar:
    """A figure and what it is held against."""

    figure: str
    value: Callable
    limit: float
    unit: str
    at_least: bool = False

    def met(self, value):
        return value >= self.limit if self.at_least else value <= self.limit


ALL = [
    Bar("`splice` CPU against nginx + Lua", _splice_against(NGINX_LUA), 1.6, "x"),
    Bar("`splice` CPU of `transport: lean` against nginx + Lua", _splice_against(NGINX_LUA, LEAN), 1.3, "x"),
    Bar("`splice` CPU over h2c against HTTP/1.1", _splice_against(TRIBUTARY, H2C), 1.3, "x"),
    Bar("`splice` CPU with CORS and ETag against without", _splice_against(TRIBUTARY, PAGES), 1.05, "x"),
    Bar("CPU with all of this turned off against the other build", _splice_against(OTHER, UNSEEN, "operators"), 1.02, "x"),
    Bar("CPU with the console against without", _splice_against(UNSEEN, TRIBUTARY, "operators"), 1.01, "x"),
    Bar("CPU with the access log against without", _splice_against(UNSEEN, LOGGED, "operators"), 1.05, "x"),
    Bar("CPU with 1 % of traces recorded against none", _splice_against(UNSEEN, TRACED, "operators"), 1.03, "x"),
    Bar("`splice` CPU against Node", _splice_against(NODE), 1 / 3, "x"),
    Bar("`splice` CPU against Spring WebFlux", _splice_against(SPRING), 1 / 4, "x"),
    Bar("`splice` CPU against Python", _splice_against(PYTHON), 1 / 9, "x"),
    Bar("`splice` CPU against KrakenD CE", _splice_against(KRAKEND), 1 / 7, "x"),
    Bar("`splice` CPU against Couper", _splice_against(COUPER), 1 / 150, "x"),
    Bar("`splice` CPU with `-Xmx128m` against the default heap",
        _splice_against(TRIBUTARY, SMALL), 1.15, "x"),
    Bar("`splice` RSS with `-Xmx128m`", _of("splice", "rssMiB", SMALL), 200, " MiB"),
    Bar("`splice` allocation, bodies included", _allocated(TRIBUTARY), 42, " KiB"),
    Bar("`splice` allocation of `transport: lean`", _allocated(LEAN), 27, " KiB"),
    Bar("`slow` added at p50", _of("slow", "added50Micros", unit=1000), 0.7, " ms"),
    Bar("`slow` added at p99", _of("slow", "added99Micros", unit=1000), 3, " ms"),
    Bar("`dead` after the part's timeout, at p99", _of("dead", "late99Micros", unit=1000), 5, " ms"),
    Bar("`dead` throughput kept by `splice` beside it", _of("dead", "kept", unit=0.01), 95, " %", True),
    Bar("`wide` CPU of 30 parts against three, 8 clients", _of("wide", "againstThree"), 8, "x"),
    Bar("`wide` CPU of 30 parts against three, 32 clients", _of("wide", "crowdAgainstThree"), 8, "x"),
    Bar("`isolation` pass-through p99, workers saturated against idle", _of("isolation", "times99"), 1.5, "x"),
    Bar("`ready` first answer", _of("ready", "seconds", "without AOT cache"), 1.2, " s"),
    Bar("`ready` first answer with an AOT cache", _of("ready", "seconds", "with AOT cache"), 0.6, " s"),
    Bar("`scale` memory of one more open aggregate", open_kib, 60, " KiB"),
]

# Held only when another build takes part.
AGAINST_OTHER = [
    Bar("`splice` CPU against the other build", _splice_against(OTHER), 1.03, "x"),
    Bar("`splice` CPU of `transport: lean` against the other build", _splice_against(OTHER_LEAN, LEAN), 1.03, "x"),
]
