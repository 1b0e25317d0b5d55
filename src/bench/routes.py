"""What every gateway serves: one route per scenario, each a list of parts that backends fill."""

import dataclasses

import bodies

SLOW_MILLIS = 20
PART_TIMEOUT_MILLIS = 800
DEAD_TIMEOUT_MILLIS = 200
PARTS_CURVE = (1, 3, 10, 30, 100)
BODY_CURVE = ("1k", "10k", "100k", "1000k")
WIDE_PARTS = 30


@dataclasses.dataclass(frozen=True)
class Part:
    """One member of the answer's data, filled by one GET to a backend."""

    name: str
    backend: str
    path: str
    timeout_millis: int = PART_TIMEOUT_MILLIS

    def body(self):
        """The name of the body it is filled with, or None when it cannot be."""
        name = self.path.rpartition("/")[2]
        return None if self.path in ("/failing", "/hanging") else name


@dataclasses.dataclass(frozen=True)
class Route:
    """One aggregate; `sequential` asks for its parts one after another, `report` joins them."""

    path: str
    parts: tuple[Part, ...]
    sequential: bool = False
    report: bool = False

    def failing(self):
        """The names of the parts that have no value."""
        return [part.name for part in self.parts if part.body() is None]


def _three(prefix="", body=None, **last):
    """A part of each backend; `last` changes the third."""
    parts = [Part(name, name, f"{prefix}/{body or name}") for name in bodies.SIZES]
    parts[-1] = dataclasses.replace(parts[-1], **last)
    return tuple(parts)


def _many(count, body=None):
    names = list(bodies.SIZES)
    parts = []
    for number in range(count):
        backend = names[number % len(names)]
        parts.append(Part(f"part{number + 1}", backend, f"/{body or backend}"))
    return tuple(parts)


def _after(millis):
    return f"/after/{millis}"


def usual():
    """The routes of the scenarios."""
    return [
        Route("/aggregate", _three()),
        Route("/slow", _three(_after(SLOW_MILLIS))),
        Route("/partial", _three(path="/failing")),
        Route("/dead", _three(path="/hanging", timeout_millis=DEAD_TIMEOUT_MILLIS)),
        Route("/wide", _many(WIDE_PARTS)),
        Route("/big", _three(body="1000k")),
        Route("/report", _three(), report=True),
        Route("/sequential", _three(_after(SLOW_MILLIS)), sequential=True),
    ]


def scale():
    """The routes of the curves: parts of the same body, bodies of a size."""
    parts = [Route(f"/parts/{count}", _many(count, "users")) for count in PARTS_CURVE]
    sizes = [Route(f"/bodies/{size}", _three(body=size)) for size in BODY_CURVE]
    return parts + sizes


def proof():
    """The routes of `overload`, `attacks`, `drain`, `http2` and `soak`: usual ones, parts that echo a nonce, and one held open."""
    return [*(route for route in usual() if route.path in ("/aggregate", "/slow", "/big")),
            Route("/nonce", _three("/nonce")),
            Route("/held", (Part("held", "users", "/hanging", 60_000),))]


def held_open(counts, per_second):
    """Aggregates of which so many are open at once when they are asked for at that rate."""
    found = []
    for count in counts:
        late = count * 1000 // per_second
        parts = [dataclasses.replace(part, timeout_millis=late + 3000)
                 for part in _three(_after(late))]
        found.append(Route(f"/open/{count}", tuple(parts)))
    return found
