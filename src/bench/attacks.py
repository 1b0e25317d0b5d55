"""Hostile clients against the service of a small container: whether it lives, others are served, and nothing stays."""

import dataclasses
import os
import sys
import time

import load
import probes
import proof
from bars import Bar
from report import row
from run import say

CONNECTIONS, WARM_UP = 32, 5
PATIENCE = 5  # seconds that a probe of an aggregate may take
BACK_WITHIN = 30
LAST_WORDS = 300
SPARE = 16  # descriptors and connections of probes and pools, which come and go
MOST_MIB = 350


@dataclasses.dataclass(frozen=True)
class Kind:
    """One attack: which clients, how many, for how long at most, and how many files the service may open."""

    name: str
    clients: str
    count: int
    seconds: int
    files: int | None = None


KINDS = (
    Kind("1,000 clients that read 1 byte/s of answers of 3 MB", "slow readers", 1_000, 120),
    Kind("12,000 half heads of 7.9 KB", "half heads", 12_000, 40),
    Kind("18,000 silent connections", "silent", 18_000, 40),
    Kind("2,000 silent connections, 400 descriptors", "silent", 2_000, 20, files=400),
)


def _held(gateway):
    """What an attack must not leave behind."""
    metrics = load.metrics(gateway.management)
    return {"connections": metrics["tributary_client_connections"], "bytes": metrics["tributary_in_flight_bytes"],
            "requests": metrics["tributary_in_flight"], "descriptors": gateway.server.open_files()}


def _excess(held, baseline):
    return {name: value for name, value in held.items()
            if value > baseline[name] + (SPARE if name in ("connections", "descriptors") else 0)}


def _seconds_until_back(gateway, baseline):
    """How long it took, or None and what is left."""
    begun, left = time.monotonic(), {}
    while time.monotonic() - begun < BACK_WITHIN and gateway.server.is_alive():
        try:
            left = _excess(_held(gateway), baseline)
        except (load.WrongAnswer, OSError) as failed:
            left = {"failed": str(failed)}
        if not left:
            return round(time.monotonic() - begun, 1), {}
        time.sleep(0.2)
    return None, left


def _attacked(site, kind, seconds):
    say(f"{kind.name}, {seconds} s")
    limited = ("prlimit", f"--nofile={kind.files}") if kind.files else ()
    gateway = proof.service(site, kind.clients, *proof.image_flags(), before=limited)
    load.wrk(gateway.port, "/aggregate", CONNECTIONS, WARM_UP)
    baseline = _held(gateway)
    command = [sys.executable, "-B", os.path.join(load.HERE, "attackers.py"), kind.clients, str(gateway.port),
               str(kind.count), str(seconds)]
    most = 0
    with probes.Probes(*probes.management(gateway)) as management, \
            probes.Probes((gateway.port, "/aggregate"), patience=PATIENCE) as public:
        with load.running(command) as finish:
            end = time.monotonic() + seconds
            while time.monotonic() < end and gateway.server.is_alive():
                most = max(most, gateway.server.open_files())
                time.sleep(1)
            clients = finish().strip()
        back, left = _seconds_until_back(gateway, baseline)
    found = {"name": kind.name, "seconds": seconds, "clients": clients, "alive": gateway.server.is_alive(),
             "probes": management.summary() | public.summary(), "failed": management.failed() + public.failed(),
             "reasons": probes.reasons(management, public),
             "peakMiB": gateway.server.status("VmHWM") // 1024 if gateway.server.is_alive() else None,
             "descriptors": most, "backSeconds": back, "left": left, "cut": _cut(gateway)}
    said = gateway.server.said()
    gateway.server.stop()
    found |= {"lines": len(said.splitlines()), "errors": said.count(" ERROR "),
              "lastWords": "" if found["alive"] else " ".join(said.split())[-LAST_WORDS:]}
    say(f"  {found}")
    return found


def _cut(gateway):
    """Connections the service closed, by its reasons; nothing if it does not say."""
    prefix = 'tributary_connections_cut_total{reason="'
    try:
        metrics = load.metrics(gateway.management)
    except load.WrongAnswer:
        return {}
    return {name.removeprefix(prefix).rstrip('"}'): round(value)
            for name, value in metrics.items() if name.startswith(prefix) and value}


def _all(site, options):
    chosen = [kind for number, kind in enumerate(KINDS) if not options.only or number + 1 in options.only]
    return {"attacks": [_attacked(site, kind, options.seconds or kind.seconds) for kind in chosen]}


def _of_all(value):
    return lambda found: sum(value(one) for one in found["attacks"])


BARS = [
    Bar("deaths", _of_all(lambda one: not one["alive"]), 0, ""),
    Bar("failed probes", _of_all(lambda one: one["failed"]), 0, ""),
    Bar("largest RSS", lambda found: max(one["peakMiB"] or float("inf") for one in found["attacks"]), MOST_MIB, " MiB"),
    Bar(f"attacks that left something after {BACK_WITHIN} s", _of_all(lambda one: one["backSeconds"] is None), 0, ""),
    Bar("lines of ERROR", _of_all(lambda one: one["errors"]), 0, ""),
]


def _markdown(found):
    lines = [f"The service runs with the image's flags and `{proof.SMALL_HEAP}`. Beside each attack `/aggregate`, `/livez`, "
             f"`/readyz` and `/metrics` are asked every {probes.EVERY * 1e3:.0f} ms; one that is not 200 within "
             f"{PATIENCE} s, or {probes.PATIENCE} s on the management port, has failed. A client that is cut off comes back "
             "after some ten seconds.", "",
             row("attack", "s", "probes", "failed", "slowest `/aggregate` ms", "slowest management ms", "peak RSS MiB",
                 "descriptors", "back after s", "log lines"), "|---" + "|--:" * 9 + "|"]
    for one in found["attacks"]:
        by_path = one["probes"]
        management = max(probe["slowestMillis"] for path, probe in by_path.items() if path != "/aggregate")
        lines.append(row(one["name"], f"{one['seconds']}", f"{sum(probe['sent'] for probe in by_path.values()):,}",
                         f"{one['failed']}", f"{by_path['/aggregate']['slowestMillis']}", f"{management}",
                         f"{one['peakMiB']}", f"{one['descriptors']:,}", f"{one['backSeconds']}", f"{one['lines']}"))
    lines.append("")
    for one in found["attacks"]:
        cut = ", ".join(f"{reason} {count:,}" for reason, count in one["cut"].items()) or "none"
        left = f" Left: {one['left']}." if one["left"] else ""
        left += f" **It died**: `{one['lastWords']}`" if one["lastWords"] else ""
        lines.append(f"- {one['name']}: clients saw {one['clients']}; the service cut {cut}.{left}")
        lines += [f"  - {count} failed probes: {why}" for why, count in one["reasons"].items()]
    return lines


def main(arguments):
    parser = proof.parser("attacks", __doc__)
    parser.add_argument("--seconds", type=int, help="of each attack (default: " + ", ".join(
        f"{kind.seconds}" for kind in KINDS) + ")")
    parser.add_argument("--only", type=lambda text: [int(number) for number in text.split(",")], metavar="N[,N]",
                        help="; ".join(f"{number}: {kind.name}" for number, kind in enumerate(KINDS, 1)))
    options = parser.parse_args(arguments)
    return proof.run(options, "attacks", lambda site: _all(site, options), _markdown, BARS)


if __name__ == "__main__":
    proof.main(main)
