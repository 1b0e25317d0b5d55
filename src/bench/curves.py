"""The curves of scale, and one sentence on each, computed from its points."""

import dataclasses

import bars
import routes
from gateways import TRIBUTARY


@dataclasses.dataclass(frozen=True)
class Curve:
    """Lines over the same points; both axes are logarithmic in the chart."""

    title: str
    axis: str
    points: list
    labels: list
    lines: dict
    says: str
    digits: int = 1


def _lines(found, paths):
    """The median CPU of every path, by gateway."""
    return {name: [bars.middle(found, name, path) for path in paths] for name in found}


def _steps(points, values):
    """What one more unit costs between neighbouring points."""
    return [(after - before) / (to - at)
            for at, to, before, after in zip(points, points[1:], values, values[1:])]


def _bend(first, last):
    if last > first * 1.25:
        return "rises"
    return "falls" if last < first / 1.25 else "stays"


def _parts(found):
    points = list(routes.PARTS_CURVE)
    lines = _lines(found, [f"/parts/{count}" for count in points])
    ours = lines[TRIBUTARY]
    steps = _steps(points, ours)
    says = (f"One more part of 1.5 KB costs Tributary {steps[0]:.1f} us between {points[0]} and {points[1]} parts "
            f"and {steps[-1]:.1f} us between {points[-2]} and {points[-1]}: the cost of a part "
            f"{_bend(steps[0], steps[-1])}.")
    return Curve("CPU us per aggregate, by parts", "parts of 1.5 KB", points,
                 list(map(str, points)), lines, says)


def _size(kilobytes):
    number = int(kilobytes.rstrip("k"))
    return f"{number} KB" if number < 1000 else f"{number // 1000} MB"


def _bodies(found):
    sizes = list(routes.BODY_CURVE)
    points = [int(size.rstrip("k")) * 3 for size in sizes]
    lines = _lines(found, [f"/bodies/{size}" for size in sizes])
    steps = _steps(points, lines[TRIBUTARY])
    says = (f"One more KB of body costs Tributary {steps[0]:.2f} us between bodies of {_size(sizes[0])} and "
            f"{_size(sizes[1])} and {steps[-1]:.2f} us between {_size(sizes[-2])} and {_size(sizes[-1])}: "
            f"the cost of a KB {_bend(steps[0], steps[-1])}.")
    return Curve("CPU us per aggregate, by size of body", "three bodies of", points,
                 [_size(size) for size in sizes], lines, says)


def _open(found):
    points = [one["open"] for one in found]
    lines = {"CPU us per aggregate": [one["cpuMicros"] for one in found],
             "MiB outside the heap": [one["outsideMiB"] for one in found],
             "live heap MiB": [one["liveHeapMiB"] for one in found]}
    first, last = found[0], found[-1]
    opened = {"open": found}
    says = (f"At the same rate an aggregate costs {first['cpuMicros']:.0f} us with {first['open']} open and "
            f"{last['cpuMicros']:.0f} us with {last['open']}; one more that is open holds "
            f"{bars.open_kib(opened):.0f} KiB of memory, {bars.open_kib(opened, ['liveHeapMiB']):.0f} KiB of it "
            "live heap.")
    return Curve("aggregates open at once, -Xmx512m", "open, at the same rate", points,
                 [f"{point:,}" for point in points], lines, says, 0)


def all_of(found):
    """The curves that were measured."""
    made = []
    if found.get("scale", {}).get(TRIBUTARY):
        made += [_parts(found["scale"]), _bodies(found["scale"])]
    if len(found.get("open", [])) > 1:
        made.append(_open(found["open"]))
    return made
