"""What was found, as Markdown, JSON and a chart."""

import json
import os
import statistics

import bars
import chart
import curves
import measure
import routes
import scenarios
from gateways import NGINX_LUA, OTHER

# One table per scenario: its heading, and its columns as (heading, key, divisor, digits).
CPU = ("CPU us per aggregate", "cpuMicros", 1, 1)
PER_SECOND = ("requests/s", "perSecond", 1, 0)
RSS = ("RSS MiB", "rssMiB", 1, 0)


def _millis(heading, key, digits=2):
    return heading, key, 1000, digits


TABLES = {
    "splice": (f"three parts, {measure.CONNECTIONS} keep-alive clients; percentiles at {scenarios.SPLICE_RATE}/s", [
        CPU, PER_SECOND, _millis("p50 ms", "p50Micros"), _millis("p99 ms", "p99Micros"),
        _millis("p99.9 ms", "p999Micros"), RSS,
        ("allocated KiB", "allocatedBytes", 1024, 1)]),
    "slow": (f"three parts of {routes.SLOW_MILLIS} ms, {scenarios.SLOW_RATE}/s", [
        _millis("p50 ms", "p50Micros"), _millis("added", "added50Micros"), _millis("p99 ms", "p99Micros"),
        _millis("added", "added99Micros"), _millis("p99.9 ms", "p999Micros")]),
    "partial": ("one of three parts answers 500", [CPU, PER_SECOND]),
    "dead": (f"one part hangs to its timeout of {routes.DEAD_TIMEOUT_MILLIS} ms, {scenarios.DEAD_RATE}/s", [
        _millis("p50 after the timeout, ms", "late50Micros"), _millis("p99 after the timeout, ms", "late99Micros"),
        ("`splice` beside it keeps, %", "kept", 0.01, 1),
        ("beside as many that do not hang, %", "keptBesideLiving", 0.01, 1)]),
    "wide": (f"{routes.WIDE_PARTS} parts, 8 clients; and 32",
             [CPU, PER_SECOND, ("CPU against three parts", "againstThree", 1, 2),
              ("CPU us, 32 clients", "crowdCpuMicros", 1, 1),
              ("against three parts, 32 clients", "crowdAgainstThree", 1, 2)]),
    "big": (f"three parts of 1 MB, {scenarios.BIG_CONNECTIONS} clients", [CPU, PER_SECOND, RSS]),
    "transform": (f"the order report, {scenarios.TRANSFORM_CONNECTIONS} clients", [CPU, PER_SECOND]),
    "sequential": (f"three parts of {routes.SLOW_MILLIS} ms one after another, "
                   f"{scenarios.SEQUENTIAL_RATE}/s, one round", [
        _millis("at once, p50 ms", "togetherMicros"), _millis("one after another, p50 ms", "inTurnMicros")]),
    "isolation": (f"pass-through at {scenarios.ISOLATION_RATE}/s while transforms keep every worker busy", [
        _millis("p50 ms without", "alone50Micros"), _millis("with", "beside50Micros"),
        _millis("p99 ms without", "alone99Micros"), _millis("with", "beside99Micros"),
        ("p99 with against without", "times99", 1, 2),
        _millis("p99 ms beside as many without a transform", "untransformed99Micros")]),
    "ready": ("from `java -jar` to the first answer", [("seconds", "seconds", 1, 2)]),
}


def row(*cells):
    return "| " + " | ".join(cells) + " |"


def _number(value, digits):
    return "-" if value is None else f"{value:.{digits}f}"


def _against(found, name):
    """CPU against nginx + Lua in the same rounds."""
    pairs = bars.ratios(found[name], found.get(NGINX_LUA, []))
    if not pairs:
        return "-"
    spread = f" ({min(pairs):.2f} to {max(pairs):.2f})" if len(pairs) > 1 else ""
    return f"{statistics.median(pairs):.2f}{spread}"


def _table(scenario, found):
    heading, columns = TABLES[scenario]
    with_ratio = CPU in columns and NGINX_LUA in found
    heads = [column[0] for column in columns] + ["CPU against nginx + Lua (min to max)"] * with_ratio
    lines = ["", f"## {scenario}: {heading}", "", row("", *heads), "|---" + "|--:" * len(heads) + "|"]
    for name in found:
        cells = []
        for _, key, divisor, digits in columns:
            value = bars.middle(found, name, key)
            cells.append(_number(None if value is None else value / divisor, digits))
        if with_ratio:
            cells.append(_against(found, name))
        lines.append(row(name, *cells))
    return lines


def _short(value):
    return f"{value:.3g}" if value < 1000 else f"{value:,.0f}"


def bar_table(found, held=bars.ALL):
    """The figures against their bars."""
    lines = ["", "## Bars", "", row("figure", "measured", "bar", ""), "|---|--:|--:|---|"]
    for bar in held:
        value = bar.value(found)
        limit = f"{'at least ' * bar.at_least}{bar.limit:.3g}{bar.unit}"
        if value is None:
            lines.append(row(bar.figure, "not measured", limit, ""))
        else:
            lines.append(row(bar.figure, f"{_short(value)}{bar.unit}", limit,
                              "met" if bar.met(value) else "**missed**"))
    return lines


def machine_line(machine):
    """What it ran on."""
    programs = ", ".join(f"{name}: {version}" for name, version in machine["programs"].items())
    return (f"{machine['cpu']}, {machine['cores']} cores, {machine['memoryMiB']} MiB, Linux {machine['kernel']}. "
            f"Load average before: {machine['loadAverageBefore']}. {programs}.")


def markdown(results):
    """The report for people."""
    machine, found = results["machine"], results["found"]
    lines = ["# Benchmark", "", "![CPU per aggregate](chart.svg)", "", machine_line(machine), "",
             f"{results['rounds']} interleaved rounds of {results['seconds']} s per gateway where CPU is compared, "
             f"{results['fewerRounds']} elsewhere; medians over rounds. Absolute figures move with the machine; "
             "ratios within one run count."]
    if results["notes"]:
        lines += [""] + [f"- {note}" for note in results["notes"]]
    lines += bar_table(found, bars.ALL + bars.AGAINST_OTHER * (OTHER in found.get("splice", {})))
    for scenario in TABLES:
        if found.get(scenario):
            lines += _table(scenario, found[scenario])
    for curve in curves.all_of(found):
        lines += ["", f"## scale: {curve.title}", "", row(curve.axis, *curve.lines),
                  "|--:" * (len(curve.lines) + 1) + "|"]
        for at, label in enumerate(curve.labels):
            lines.append(row(label, *(f"{values[at]:.{curve.digits}f}" for values in curve.lines.values())))
        lines += ["", curve.says]
    return "\n".join(lines) + "\n"


def write(results, folder):
    """All three, into the folder."""
    write_texts(folder, {"report.md": markdown(results), "report.json": json.dumps(results, indent=1) + "\n",
                         "chart.svg": chart.svg(results["found"])})


def write_texts(folder, texts):
    """Files by their names."""
    os.makedirs(folder, exist_ok=True)
    for name, text in texts.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
