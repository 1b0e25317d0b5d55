"""What HTTP/2 to clients costs: the same aggregate over TLS, asked for by HTTP/1.1 and by HTTP/2 in turns."""

import os
import re
import shutil
import statistics
import subprocess

import load
import proof
from bars import Bar
from report import row
from run import say

PATH = "/aggregate"
WARM_UP = 15  # seconds of each
AT_ONCE = 16
# How 16 requests at a time are spread: connections and streams of each.
KINDS = {"HTTP/1.1": (AT_ONCE, 1), "HTTP/2, a stream for each connection": (AT_ONCE, 1), "HTTP/2, 8 streams": (2, 8)}
SUBJECT = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")


def _certificate(folder):
    key, certificate = (os.path.join(folder, name) for name in ("server.key", "server.pem"))
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                    "1", *SUBJECT, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return f", tls: {{ certificate: {certificate}, key: {key} }}"


def _ask(gateway, kind, seconds):
    """CPU of a response in microseconds, and responses a second."""
    connections, streams = KINDS[kind]
    version = ["--h1"] if kind == "HTTP/1.1" else []
    command = ["h2load", *version, "-t", "1", "-c", str(connections), "-m", str(streams), "-D", str(seconds),
               f"https://127.0.0.1:{gateway.port}{PATH}"]
    before = gateway.server.cpu_seconds()
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=seconds + 30).stdout
    cpu = gateway.server.cpu_seconds() - before
    codes = re.search(r"status codes: (\d+) 2xx, (\d+) 3xx, (\d+) 4xx, (\d+) 5xx", said)
    good, *others = (int(number) for number in codes.groups())
    if any(others) or not good:
        raise load.WrongAnswer(f"{kind}: {codes.group(0)}")
    return {"cpuMicros": round(cpu * 1e6 / good, 1), "perSecond": round(good / seconds)}


def http2(site, options):
    """All rounds, as values by kind."""
    gateway = proof.service(site, "http2", server=_certificate(site.folder))
    for kind in KINDS:
        _ask(gateway, kind, WARM_UP)
    found = {kind: [] for kind in KINDS}
    for number in range(options.rounds):
        for kind in KINDS:
            found[kind].append(_ask(gateway, kind, options.seconds))
            say(f"  round {number + 1}: {kind}: {found[kind][-1]}")
    gateway.server.stop()
    return {"rounds": found, "seconds": options.seconds}


def _ratio(kind):
    def value(found):
        pairs = zip(found["rounds"][kind], found["rounds"]["HTTP/1.1"])
        return statistics.median(one["cpuMicros"] / plain["cpuMicros"] for one, plain in pairs)
    return value


BARS = [Bar(f"CPU of {kind}, against HTTP/1.1", _ratio(kind), 1.3, "x") for kind in list(KINDS)[1:]]


def _markdown(found):
    lines = [f"{AT_ONCE} requests at a time over TLS 1.3, {len(found['rounds']['HTTP/1.1'])} rounds of {found['seconds']} s "
             "each in turns; medians.", "",
             row("clients", "CPU us per aggregate", "aggregates/s"), "|---|--:|--:|"]
    for kind, rounds in found["rounds"].items():
        cpu, answers = (statistics.median(one[key] for one in rounds) for key in ("cpuMicros", "perSecond"))
        lines.append(row(kind, f"{cpu:.1f}", f"{answers:.0f}"))
    return lines


def main(arguments):
    parser = proof.parser("http2", __doc__)
    parser.add_argument("--rounds", type=int, default=7, help="of each kind (default 7)")
    parser.add_argument("--seconds", type=int, default=4, help="of each round (default 4)")
    options = parser.parse_args(arguments)
    if not shutil.which("h2load") or not shutil.which("openssl"):
        say("h2load (Debian: nghttp2-client) and openssl are needed")
        return 1
    return proof.run(options, "http2", lambda site: http2(site, options), _markdown, BARS)


if __name__ == "__main__":
    proof.main(main)
