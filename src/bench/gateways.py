"""How the backends, Tributary and nginx + Lua are started; the other peers are in peers.py."""

import dataclasses
import os
import resource
import shutil

import routes
import sink
from bodies import SIZES
from load import HERE, get
from processes import CannotStart, PortTaken, Server, free_ports

ATTEMPTS = 3
PEERS = os.path.join(HERE, "peers")
POOL = 256
NGINX_LUA = "nginx + Lua"
# Or glibc gives megabytes back after each answer, and how many differs by process: 2.7 to 5.1 ms of CPU for a big
# aggregate in place of 1.3.
KEEP_MEMORY = ("MALLOC_MMAP_THRESHOLD_=33554432", "MALLOC_TRIM_THRESHOLD_=268435456")
TRIBUTARY = "Tributary"
SMALL = "Tributary -Xmx128m"
LEAN = "Tributary, lean"
H2C = "Tributary, h2c"
PAGES = "Tributary, CORS and ETag"
GZIP = "Tributary, gzip"
UNSEEN = "Tributary, no console"
LOGGED = "Tributary, access log"
TRACED = "Tributary, tracing 1 %"
OTHER = "Tributary, other jar"
OTHER_LEAN = "Tributary, lean, other jar"
# They cost what the first one costs but for one thing, so they are loaded with the usual parts only.
VARIANTS = (SMALL, LEAN, H2C, PAGES, GZIP, OTHER, OTHER_LEAN)
NO_CONSOLE = ", console: { enabled: false }"


@dataclasses.dataclass(frozen=True)
class Gateway:
    """A running gateway, what it serves, and how its answers are to be compared."""

    name: str
    port: int
    server: Server
    routes: dict
    exact: bool = True  # pastes: equal bytes; otherwise it parses and writes: equal JSON
    envelope: bool = True  # answers complete, data and errors; otherwise only the data
    management: int | None = None  # where Tributary's own metrics are
    headers: tuple = ()  # what clients send when it is loaded with as much as it takes

    def serves(self, path):
        return path in self.routes


class Site:
    """Where servers are started: a temporary folder, the programs, and the backends' ports."""

    def __init__(self, servers, folder, work, programs, jar):
        self.servers = servers
        self.folder = folder
        self.work = work  # kept between runs: what peers are made of
        self.programs = programs
        self.jar = jar
        self.with_slow = programs.lua is not None
        self.open_files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        self.http2 = dict.fromkeys(SIZES, 9)  # the same backends in HTTP/2
        self.backends = dict.fromkeys(SIZES, 9)  # discard: until backends are up, nobody is there

    def usual(self, *without):
        """The routes a gateway can serve here: without nginx's Lua no backend is slow."""
        return {route.path: route for route in routes.usual() if route.path not in without
                and (self.with_slow or not any(_is_late(part) for part in route.parts))}

    def origin(self, part):
        return f"http://127.0.0.1:{self.backends[part.backend]}"

    def url(self, part):
        return self.origin(part) + part.path

    def render(self, template, name, **values):
        """A configuration file made of a template; returns its path."""
        with open(os.path.join(HERE, template), encoding="utf-8") as file:
            text = file.read()
        values = {backend.upper(): port for backend, port in self.backends.items()} | values
        values |= {"FOLDER": self.folder, "LOAD_MODULES": self.programs.lua or "",
                   "OPEN_FILES": self.open_files}
        for key, value in values.items():
            text = text.replace(f"@{key}@", str(value))
        return self.write(name, text)

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def up(self, command, name, probe, seconds=15):
        """Starts a server and waits for it; returns it and the seconds it took."""
        server = self.servers.start(command, os.path.join(self.folder, name + ".log"))
        try:
            return server, server.wait_for(probe, seconds)
        except CannotStart:
            server.stop()
            raise


def on_free_ports(count, start):
    """A port can be taken between its choice and its use: then others are tried."""
    for attempt in range(ATTEMPTS):
        try:
            return start(*free_ports(count))
        except PortTaken:
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def _is_late(part):
    return part.path.startswith("/after/") or part.path == "/hanging"


def _nginx(site, config):
    return [site.programs.nginx, "-p", site.folder, "-e", "stderr", "-c", config]


def backends(site, documents):
    """Starts the three backends in one nginx, which serves the documents; from then on the site knows their ports."""
    folder = os.path.join(site.folder, "bodies")
    os.mkdir(folder)
    for name, body in documents.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(body)
    late = site.render("templates/late.conf", "late.conf") if site.with_slow else None

    def start(*ports):
        config = site.render(
            "templates/backends.conf", "backends.conf",
            LISTEN=" ".join(f"listen 127.0.0.1:{port} backlog=4096{' http2' if port in ports[len(SIZES):] else ''};"
                            for port in ports),
            WITH_LUA=f"include {late};" if late else "")
        server, _ = site.up(
            _nginx(site, config), "backends", lambda: get(ports[0], "/users")[0] == 200)
        site.backends = dict(zip(SIZES, ports))
        site.http2 = dict(zip(SIZES, ports[len(SIZES):]))
        return server

    return on_free_ports(2 * len(SIZES), start)


def _lua_call(part):
    folder = "impatient" if part.timeout_millis == routes.DEAD_TIMEOUT_MILLIS else part.backend
    return f'{{"/{folder}{part.path}"}}'


def _lua_location(route):
    names = ", ".join(f'"{part.name}"' for part in route.parts)
    calls = ", ".join(map(_lua_call, route.parts))
    return (f"    location = {route.path} {{ content_by_lua_block {{ aggregate("
            f"{{{names}}}, {{{calls}}}, {str(route.sequential).lower()}) }} }}")


def nginx_lua(site, served=None):
    """nginx + Lua's capture_multi. It has no JSON library, so it joins nothing."""
    if site.programs.lua is None:
        raise CannotStart("nginx with its Lua module is not installed")
    served = served or site.usual("/report")
    shutil.copy(os.path.join(PEERS, "nginx-lua", "gather.lua"), site.folder)

    def start(port):
        config = site.render(
            "peers/nginx-lua/gateway.conf", f"lua-gateway-{port}.conf", PORT=port,
            LOCATIONS="\n".join(map(_lua_location, served.values())),
            PART_TIMEOUT=routes.PART_TIMEOUT_MILLIS, DEAD_TIMEOUT=routes.DEAD_TIMEOUT_MILLIS)
        probe = next(iter(served))
        server, _ = site.up(["env", *KEEP_MEMORY, *_nginx(site, config)], f"lua-gateway-{port}",
                            lambda: get(port, probe)[0] == 200)
        return Gateway(NGINX_LUA, port, server, served)

    return on_free_ports(1, start)


def _tributary_parts(route):
    """The parts as YAML flow mappings. In sequence, each part waits for a value of the one before."""
    before = None
    for part in route.parts:
        path, waits = part.path, ""
        if route.sequential and before:
            path, waits = path + "{?after}", f', with: {{ after: "size(.{before})" }}'
        yield (f'      {part.name}: {{ backend: {part.backend}, path: "{path}", '
               f"timeout: {part.timeout_millis}ms{waits} }}")
        before = part.name


def _tributary_aggregate(route, caching):
    lines = [f"  {route.path}:"]
    if caching:
        lines.append(f"    cacheControl: {caching}")
    if route.report:
        lines.append("    transform: order-report.jslt")
    return "\n".join(lines + ["    parts:", *_tributary_parts(route)])


def tributary_variants(site, other_jar=None):
    """How each way to run Tributary is started, by its name."""
    lean = ", transport: lean"
    other = {
        OTHER: lambda: tributary(site, OTHER, jar=other_jar)[0],
        OTHER_LEAN: lambda: tributary(site, OTHER_LEAN, called=lean, jar=other_jar)[0]} if other_jar else {}
    return other | {
        TRIBUTARY: lambda: tributary(site, TRIBUTARY)[0],
        SMALL: lambda: tributary(site, SMALL, "-Xmx128m")[0],
        LEAN: lambda: tributary(site, LEAN, called=lean)[0],
        PAGES: lambda: tributary(site, PAGES, server=', cors: { origins: ["https://app.example"] }', caching="private",
                                 headers=("Origin: https://app.example",))[0],
        GZIP: lambda: tributary(site, GZIP, server=", compression: { minimum: 1KiB }",
                                headers=("Accept-Encoding: gzip",))[0],
        H2C: lambda: tributary(site, H2C, called=", protocol: http/2", ports=site.http2,
                               served=site.usual("/slow", "/dead", "/sequential"))[0]}


def operator_variants(site, other_jar=None):
    """What operators can see, one thing at a time, and another build that shows as little as it can."""
    other = {OTHER: lambda: tributary(site, OTHER, jar=other_jar)[0]} if other_jar else {}
    return other | {
        UNSEEN: lambda: tributary(site, UNSEEN, operators=NO_CONSOLE)[0],
        TRIBUTARY: lambda: tributary(site, TRIBUTARY)[0],
        LOGGED: lambda: tributary(site, LOGGED, operators=NO_CONSOLE, server=", accessLog: { file: access.log }")[0],
        TRACED: lambda: tributary(site, TRACED, operators=NO_CONSOLE, traced="tracing: { ratio: 0.01 }",
                                  before=("env", *sink.variables()))[0]}


def tributary(site, name, *flags, served=None, limit=1000, deadline="2s", linger="1ms", called="", ports=None,
              jar=None, before=(), server="", caching=None, headers=(), operators="", traced=""):
    """Tributary as a user starts it; returns the gateway and its seconds until ready. `before` is a command that
    runs java."""
    served = served or site.usual()
    shutil.copy(os.path.join(HERE, "..", "..", "config", "transforms", "order-report.jslt"), site.folder)

    def start(port, management):
        config = site.render(
            "templates/tributary.yaml", f"{port}.yaml", PORT=port, MANAGEMENT=management,
            AGGREGATES="\n".join(_tributary_aggregate(route, caching) for route in served.values()),
            LIMIT=limit, SERVER=server, DEADLINE=deadline, LINGER=linger, CALLED=called,
            OPERATORS=operators, TRACED=traced,
            **{backend.upper(): number for backend, number in (ports or site.backends).items()})
        process, seconds = site.up(
            [*before, site.programs.java, *flags, "-jar", jar or site.jar, config], f"tributary-{port}",
            lambda: get(management, "/readyz")[0] == 200, seconds=30)
        return Gateway(name, port, process, served, management=management, headers=headers), seconds

    return on_free_ports(2, start)
