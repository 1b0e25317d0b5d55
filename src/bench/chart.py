"""The chart: CPU of each gateway against nginx + Lua as bars, and the curves of scale below."""

import math
import statistics
from html import escape

import bars
import curves
from gateways import NGINX_LUA

WIDTH = 960
MARGIN = 24
LABELS = 190
BAR, GAP = 22, 10
PANEL_HEIGHT, PANEL_GAP = 280, 36
OURS, PEER, INK, QUIET, GRID = "#0b6e99", "#b8c2cc", "#1f2933", "#616e7c", "#e4e7eb"
COLOURS = (OURS, "#d9822b", "#7b8794")
LINEAR_UP_TO = 30


def text(x, y, words, size=13, anchor="start", colour=INK, weight="normal"):
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}" '
            f'font-weight="{weight}">{escape(words)}</text>')


def line(x1, y1, x2, y2, colour=GRID):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'


def _scale(low, high, begin, end):
    """Maps values to pixels, logarithmically."""
    span = math.log(high / low) or 1
    return lambda value: begin + (end - begin) * math.log(value / low) / span


def _relative(found):
    """Each gateway's CPU against nginx + Lua's, cheapest first."""
    base = found.get(NGINX_LUA)
    if not base:
        return []
    pairs = [(name, statistics.median(bars.ratios(rounds, base))) for name, rounds in found.items()]
    return sorted(pairs, key=lambda pair: pair[1])


def _bars(relative, top):
    longest = max(value for _, value in relative)
    begin, end = MARGIN + LABELS, WIDTH - MARGIN - 60
    at = _scale(0.5, longest, begin, end) if longest > LINEAR_UP_TO else (
        lambda value: begin + (end - begin) * value / longest)
    note = ", logarithmic" if longest > LINEAR_UP_TO else ""
    out = [text(MARGIN, top, f"CPU per aggregate of three parts, nginx + Lua = 1{note} (shorter is better)",
                 16, weight="600")]
    top += 18
    for name, value in relative:
        colour = OURS if name.startswith("Tributary") else PEER
        out.append(text(begin - 10, top + BAR - 6, name, anchor="end"))
        out.append(f'<rect x="{begin}" y="{top}" width="{at(value) - begin:.1f}" height="{BAR}" rx="2" '
                   f'fill="{colour}"/>')
        out.append(text(at(value) + 8, top + BAR - 6, f"{value:.1f}x", weight="600"))
        top += BAR + GAP
    return out, top


def _decades(low, high):
    return [10 ** power for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


def _panel(curve, left, top, width):
    """One curve; both axes are logarithmic."""
    drawn = [value for values in curve.lines.values() for value in values if value > 0]
    ticks = _decades(min(drawn), max(drawn))
    x = _scale(curve.points[0], curve.points[-1], left + 44, left + width - 12)
    y = _scale(ticks[0], ticks[-1], top + PANEL_HEIGHT - 58, top + 74)
    out = [text(left, top, curve.title, 13, weight="600")]
    for tick in ticks:
        out.append(line(left + 44, y(tick), left + width - 12, y(tick)))
        out.append(text(left + 38, y(tick) + 4, f"{tick:,}" if tick >= 1 else f"{tick:g}", 11, "end", QUIET))
    for point, label in zip(curve.points, curve.labels):
        out.append(text(x(point), top + PANEL_HEIGHT - 40, label, 11, "middle", QUIET))
    for number, (name, values) in enumerate(curve.lines.items()):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{x(point):.1f},{y(value):.1f}" for point, value in zip(curve.points, values) if value > 0)
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        out += [f'<circle cx="{spot.split(",")[0]}" cy="{spot.split(",")[1]}" r="3.5" fill="{colour}"/>'
                for spot in path.split()]
        out.append(text(left + 52, top + 18 + 15 * number, name, 11, colour=colour, weight="600"))
    return out


def svg(found):
    """The whole chart; what was not measured is left out."""
    out, top = [], MARGIN + 16
    relative = _relative(found.get("splice", {}))
    if relative:
        drawn, top = _bars(relative, top)
        out += drawn
        top += 36
    panels = curves.all_of(found)
    width = (WIDTH - 2 * MARGIN - PANEL_GAP * (len(panels) - 1)) / max(1, len(panels))
    for number, curve in enumerate(panels):
        out += _panel(curve, MARGIN + number * (width + PANEL_GAP), top, width)
    height = top + (PANEL_HEIGHT if panels else 0)
    return page(out, height)


def page(out, height):
    """A picture of these elements."""
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" '
            f'height="{height:.0f}" font-family="system-ui, Segoe UI, Helvetica, Arial, sans-serif">\n'
            f'<rect width="100%" height="100%" fill="#ffffff"/>\n' + "\n".join(out) + "\n</svg>\n")
