"""What plans cost: how late a deep graph and the first event of a stream are, and shapes beside the same as transforms."""

import contextlib
import json
import selectors
import socket
import statistics
import time

import gateways
import load
import measure
import proof
import shapes
from bars import Bar
from report import row
from run import say

LAYERS, WIDTH = 5, 20
LATE, LATER = 20, 60  # milliseconds
WARM_UP = 10  # seconds of each path
FEW = 4  # connections
STREAM = "Accept: text/event-stream"


def _graph():
    """Layers of parts, each of which waits for one of the layer before."""
    for layer in range(LAYERS):
        for number in range(WIDTH):
            waits = (f', with: {{ after: {{ pointer: /p{layer - 1}n{(number + 7) % WIDTH}/0/id }} }}' if layer else "")
            path = f"/after/{LATE}/users" + ("{?after}" if layer else "")
            yield f'      p{layer}n{number}: {{ backend: users, path: "{path}"{waits} }}'


def _gateway(site):
    shapes.install(site)

    def start(port, management):
        config = site.render("templates/plans.yaml", "plans.yaml", PORT=port, MANAGEMENT=management,
                             GRAPH="\n".join(_graph()), MADE="\n".join(shapes.aggregates()), LATE=LATE, LATER=LATER)
        server, _ = site.up([site.programs.java, "-jar", site.jar, config], "plans",
                            lambda: load.get(management, "/readyz")[0] == 200, seconds=30)
        return gateways.Gateway("plans", port, server, {}, management=management)

    return gateways.on_free_ports(2, start)


class _Client:
    """A connection that is kept, as browsers and proxies keep theirs."""

    def __init__(self, port, path, until, headers="", end=b""):
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._request = f"GET {path} HTTP/1.1\r\nHost: bench\r\n{headers}\r\n".encode()
        self._until = until
        self._end = end

    def timed(self):
        """Milliseconds from a request to the moment its response holds what is waited for."""
        begun = time.monotonic()
        self.send()
        received = self._read(b"", self._until)
        taken = (time.monotonic() - begun) * 1000
        self._read(received, self._end)
        return taken

    def fileno(self):
        return self._socket.fileno()

    def send(self):
        self._socket.sendall(self._request)

    def receive(self):
        """The rest of a response that has begun to arrive."""
        self._read(b"", self._until)

    def _read(self, before, until):
        received = before
        while until not in received:
            more = self._socket.recv(1 << 20)
            if not more:
                raise load.WrongAnswer(f"ended before {until!r}: {received[-200:]!r}")
            received += more
        return received

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._socket.close()


def _at_once(clients):
    """Milliseconds until the last of several responses that are asked for together."""
    with selectors.DefaultSelector() as arriving:
        for client in clients:
            arriving.register(client, selectors.EVENT_READ)
        begun = time.monotonic()
        for client in clients:
            client.send()
        for _ in range(len(clients)):
            client = arriving.select()[0][0].fileobj
            client.receive()
            arriving.unregister(client)
        return (time.monotonic() - begun) * 1000


def _without_nulls(members):
    """A member that is not there is null in JSLT and jq."""
    return {name: value for name, value in members.items() if value is not None}


def _data(gateway, path):
    status, body = load.get(gateway.port, path, timeout=30)
    answer = json.loads(body, object_hook=_without_nulls)
    if status != 200 or not answer["complete"]:
        raise load.WrongAnswer(f"{path}: {status}: {body[:300]!r}")
    return answer["data"]


def _waits(site, gateway, times):
    """Milliseconds of one part and of a layer of them, asked directly, of the graph, and until the first event."""
    backend, path = site.backends["users"], f"/after/{LATE}/users"
    with contextlib.ExitStack() as open_ones:
        layer = [open_ones.enter_context(_Client(backend, path, b"}]")) for _ in range(WIDTH)]
        graph = open_ones.enter_context(_Client(gateway.port, "/graph", b'"errors":[]}'))
        event = open_ones.enter_context(_Client(gateway.port, "/live", b"event: part", f"{STREAM}\r\n", b"0\r\n\r\n"))
        return [{"part": layer[0].timed(), "layer": _at_once(layer), "graph": graph.timed(), "event": event.timed()}
                for _ in range(times)]


def _cost(gateway, path, seconds):
    before = gateway.server.cpu_seconds()
    result = load.wrk(gateway.port, path, measure.CONNECTIONS, seconds)
    if result.failures():
        raise load.WrongAnswer(f"{path}: {result.failures()} failures")
    return round((gateway.server.cpu_seconds() - before) * 1e6 / max(1, result.requests), 1)


def plans(site, options):
    """All rounds."""
    gateway = _gateway(site)
    if len(_data(gateway, "/graph")) != LAYERS * WIDTH:
        raise load.WrongAnswer("/graph: not all parts")
    for shape in shapes.SHAPES:
        for other in shapes.others(shape):
            if _data(gateway, f"/{shape}") != _data(gateway, other):
                raise load.WrongAnswer(f"{other}: other data than of the shape")
    paths = shapes.paths()
    for path in paths:
        _cost(gateway, path, WARM_UP)
    for path, sent in (("/graph", ()), ("/live", (STREAM,))):
        load.wrk(gateway.port, path, FEW, WARM_UP, sent)
    _waits(site, gateway, options.times)
    waits = _waits(site, gateway, options.times)
    costs = []
    for number in range(options.rounds):
        costs.append({path: _cost(gateway, path, options.seconds) for path in paths})
        say(f"  round {number + 1}: {costs[-1]}")
    gateway.server.stop()
    return {"waits": waits, "costs": costs}


def _middle(found, key):
    return statistics.median(one[key] for one in found["waits"])


def _added(key, times, direct):
    return lambda found: statistics.median(one[key] - times * one[direct] for one in found["waits"])


def _ratio(path, base):
    return lambda found: statistics.median(one[path] / one[base] for one in found["costs"])


def _added_cpu(round_, path):
    return round_[path] - round_["/untouched"]


def _of_the_cheapest(shape):
    """What a shape adds to the CPU of its aggregate, as a part of what the cheapest transform adds."""
    return lambda found: statistics.median(
        _added_cpu(one, f"/{shape}") / min(_added_cpu(one, other) for other in shapes.others(shape))
        for one in found["costs"])


BARS = [Bar(f"{LAYERS * WIDTH} parts, {LAYERS} deep, later than the slowest path",
            _added("graph", LAYERS, "layer"), 5, " ms"),
        Bar("first event of a stream later than its part", _added("event", 1, "part"), 2, " ms"),
        *(Bar(f"{text}: CPU added, of what the cheapest transform adds", _of_the_cheapest(shape), 0.2, "")
          for shape, text in shapes.SHAPES.items())]


def _markdown(found):
    lines = [f"Medians of {len(found['waits'])} requests, one at a time.", "",
             row("what", "ms"), "|---|--:|",
             row(f"a part after {LATE} ms, directly", f"{_middle(found, 'part'):.2f}"),
             row(f"the slowest of {WIDTH} such parts at once, directly", f"{_middle(found, 'layer'):.2f}"),
             row(f"{LAYERS * WIDTH} such parts, {LAYERS} deep", f"{_middle(found, 'graph'):.2f}"),
             row(f"which is later than {LAYERS} parts one after another, directly",
                 f"{_added('graph', LAYERS, 'part')(found):.2f}"),
             row("the first event, of such a part", f"{_middle(found, 'event'):.2f}"), "",
             f"CPU of an aggregate of two parts, {measure.CONNECTIONS} clients, medians of "
             f"{len(found['costs'])} rounds.",
             "",
             row("shape", "CPU us", "against none"), "|---|--:|--:|"]
    for path, name in shapes.paths().items():
        cpu = statistics.median(one[path] for one in found["costs"])
        lines.append(row(name, f"{cpu:.1f}", f"{_ratio(path, '/untouched')(found):.2f}"))
    return lines


def main(arguments):
    parser = proof.parser("plans", __doc__)
    parser.add_argument("--rounds", type=int, default=5, help="of each shape (default 5)")
    parser.add_argument("--seconds", type=int, default=3, help="of each round (default 3)")
    parser.add_argument("--times", type=int, default=100, help="requests one at a time (default 100)")
    options = parser.parse_args(arguments)
    return proof.run(options, "plans", lambda site: plans(site, options), _markdown, BARS)


if __name__ == "__main__":
    proof.main(main)
