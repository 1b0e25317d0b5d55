"""Figures over time as SVG: a panel each, both axes linear."""

import dataclasses

import chart

COLUMNS = 2
HEIGHT, GAP = 190, 30
BELOW, ABOVE, BESIDE = 24, 30, 56
GRID_LINES = 4


@dataclasses.dataclass(frozen=True)
class Panel:
    """Lines over the same minutes, by name."""

    title: str
    lines: dict


def _panel(panel, minutes, left, top, width):
    most = max((max(values) for values in panel.lines.values()), default=0) * 1.1 or 1
    span = (minutes[-1] - minutes[0]) or 1
    bottom, high = top + HEIGHT - BELOW, HEIGHT - BELOW - ABOVE
    out = [chart.text(left, top, panel.title, 13, weight="600")]
    for number in range(GRID_LINES + 1):
        value, y = most * number / GRID_LINES, bottom - high * number / GRID_LINES
        out.append(chart.line(left + BESIDE, y, left + width, y))
        out.append(chart.text(left + BESIDE - 6, y + 4, f"{value:,.0f}" if most > 10 else f"{value:.1f}", 11, "end",
                              chart.QUIET))
    for minute in (minutes[0], minutes[0] + span / 2, minutes[-1]):
        x = left + BESIDE + (width - BESIDE) * (minute - minutes[0]) / span
        out.append(chart.text(x, bottom + 16, f"{minute:.0f} min", 11, "middle", chart.QUIET))
    for number, (name, values) in enumerate(panel.lines.items()):
        colour = chart.COLOURS[number % len(chart.COLOURS)]
        path = " ".join(f"{left + BESIDE + (width - BESIDE) * (minute - minutes[0]) / span:.1f},"
                        f"{bottom - high * value / most:.1f}" for minute, value in zip(minutes, values))
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        if len(panel.lines) > 1:
            out.append(chart.text(left + width - 70 * (len(panel.lines) - number) + 70, top, name, 11, "end", colour))
    return out


def svg(minutes, panels):
    """The panels, two beside each other."""
    width = (chart.WIDTH - 2 * chart.MARGIN - GAP) / COLUMNS
    out = []
    for number, panel in enumerate(panels):
        row, column = divmod(number, COLUMNS)
        out += _panel(panel, minutes, chart.MARGIN + column * (width + GAP),
                      chart.MARGIN + 16 + row * (HEIGHT + GAP), width)
    return chart.page(out, chart.MARGIN + 16 + (len(panels) + 1) // COLUMNS * (HEIGHT + GAP))
