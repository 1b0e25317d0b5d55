"""What was found, as Markdown and JSON."""

import json
import os

import scenarios

# The bars: what the figures are held against.
BARS = {"ratio": 2.2, "slowMillis": 2.0, "readySeconds": 1.5, "smallHeap": 1.25}


def _verdict(value, bar):
    return "met" if value <= bar else "**missed**"


def _splice(results):
    found = results["splice"]
    base = results.get("base")
    lines = ["", f"## splice: three parts, {scenarios.CONNECTIONS} keep-alive clients", "",
             "| gateway | CPU us per aggregate | against nginx + Lua (min to max) | requests/s "
             "| p50 ms | p99 ms | RSS MiB | failures |", "|---|--:|--:|--:|--:|--:|--:|--:|"]
    for name in found:
        against = "-"
        if base:
            ratio = scenarios.ratio(found, name, base)
            against = f"{ratio['median']:.2f} ({ratio['min']:.2f} to {ratio['max']:.2f})"
        middle = {key: scenarios.median(found, name, key)
                  for key in ("cpuMicros", "perSecond", "p50Micros", "p99Micros", "rssMiB")}
        failures = sum(one["failures"] for one in found[name])
        lines.append(
            f"| {name} | {middle['cpuMicros']:.1f} | {against} | {middle['perSecond']:.0f} "
            f"| {middle['p50Micros'] / 1000:.2f} | {middle['p99Micros'] / 1000:.2f} "
            f"| {middle['rssMiB']:.0f} | {failures} |")
    return lines


def _slow(found):
    direct = scenarios.median(found, "direct", "p50Micros")
    lines = ["", f"## slow: three parts of 20 ms, {scenarios.SLOW_CONNECTIONS} clients", "",
             "| asked | p50 ms | added ms | p99 ms |", "|---|--:|--:|--:|"]
    for name in found:
        p50 = scenarios.median(found, name, "p50Micros")
        p99 = scenarios.median(found, name, "p99Micros")
        added = "-" if name == "direct" else f"{(p50 - direct) / 1000:.2f}"
        label = "one backend, directly" if name == "direct" else name
        lines.append(f"| {label} | {p50 / 1000:.2f} | {added} | {p99 / 1000:.2f} |")
    return lines


def _bars(figures):
    rows = [("ratio", "CPU against nginx + Lua", "x"),
            ("smallHeap", "CPU with -Xmx128m against the default heap", "x"),
            ("slowMillis", "added to parts of 20 ms, at the median", " ms"),
            ("readySeconds", "from java -jar to ready, median", " s")]
    lines = ["", "## Bars", "", "| figure | measured | bar | |", "|---|--:|--:|---|"]
    for key, label, unit in rows:
        bar = f"{BARS[key]}{unit}"
        if key in figures:
            value = figures[key]
            lines.append(f"| {label} | {value:.2f}{unit} | {bar} | {_verdict(value, BARS[key])} |")
        else:
            lines.append(f"| {label} | not measured | {bar} | |")
    return lines


def markdown(results):
    """The report for people."""
    machine = results["machine"]
    lines = ["# Benchmark", "",
             f"{machine['cpu']}, {machine['cores']} cores, {machine['memoryMiB']} MiB, Linux "
             f"{machine['kernel']}; {machine['java']}; {machine['nginx']}. Load average before: "
             f"{machine['loadAverageBefore']}.", "",
             f"{results['rounds']} interleaved rounds of {results['seconds']} s per gateway; medians "
             "over rounds. Absolute figures move with the machine; ratios within one run count."]
    if results["notes"]:
        lines += [""] + [f"- {note}" for note in results["notes"]]
    lines += _bars(results["figures"])
    if results.get("splice"):
        lines += _splice(results)
    if results.get("slow"):
        lines += _slow(results["slow"])
    if results.get("ready"):
        times = ", ".join(f"{seconds:.2f}" for seconds in results["ready"])
        lines += ["", "## ready", "", f"Seconds from `java -jar` to `/readyz` 200: {times}."]
    return "\n".join(lines) + "\n"


def write(results, folder):
    """Both reports, into the folder."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "report.md"), "w", encoding="utf-8") as file:
        file.write(markdown(results))
    with open(os.path.join(folder, "report.json"), "w", encoding="utf-8") as file:
        json.dump(results, file, indent=1)
        file.write("\n")
