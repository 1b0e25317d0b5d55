"""How the peers beside nginx + Lua are prepared and started: one function each, its files in peers/NAME."""

import hashlib
import json
import os
import shutil
import sys

from gateways import PEERS, POOL, Gateway, on_free_ports
from load import get
from machine import java_home
from processes import CannotStart, prepare, program

NODE, PYTHON, SPRING = "Node, fastify + undici", "Python, aiohttp", "Spring WebFlux"
GO, VIRTUAL_THREADS, RUST = "Go, net/http", "Java, virtual threads", "Rust, axum + reqwest"
KRAKEND, COUPER = "KrakenD CE", "Couper"
# Of the JDK's own server and client: no delayed writes, and connections stay open, as everybody else's do.
JDK_HTTP = ("-Dsun.net.httpserver.nodelay=true", "-Dsun.net.httpserver.maxIdleConnections=1024",
            "-Dsun.net.httpserver.idleInterval=300", "-Djdk.httpclient.keepalive.timeout=300")


def _digest(folder):
    digest = hashlib.sha256()
    for path, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            with open(os.path.join(path, name), "rb") as file:
                digest.update(name.encode() + file.read())
    return digest.hexdigest()


def _prepared(site, peer, *commands, env=None):
    """A copy of the peer's folder in which the commands were run; made again when the folder changes."""
    source, target = os.path.join(PEERS, peer), os.path.join(site.work, peer)
    stamp, digest = os.path.join(target, ".prepared"), _digest(source)
    if os.path.exists(stamp):
        with open(stamp, encoding="utf-8") as file:
            if file.read() == digest:
                return target
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    for command in commands:
        prepare(target, command, env)
    with open(stamp, "w", encoding="utf-8") as file:
        file.write(digest)
    return target


def _routes_file(site, served):
    """The routes as the peers read them."""
    table = [{"path": route.path, "sequential": route.sequential, "report": route.report,
              "parts": [{"name": part.name, "url": site.url(part), "timeoutMillis": part.timeout_millis}
                        for part in route.parts]}
             for route in served.values()]
    return site.write("routes.json", json.dumps(table, indent=1))


def _started(site, name, command, served, seconds=15, **kind):
    """Starts command(port) on a free port."""
    def start(port):
        server, _ = site.up(command(port), f"peer-{port}",
                            lambda: get(port, "/aggregate")[0] == 200, seconds)
        return Gateway(name, port, server, served, **kind)

    return on_free_ports(1, start)


def node(site):
    """fastify + undici: one process, as `node server.js` gives it."""
    program = program("node")
    folder = _prepared(site, "node", [program("npm"), "ci", "--omit=dev", "--no-audit", "--no-fund"])
    served = site.usual()
    table = _routes_file(site, served)
    return _started(
        site, NODE,
        lambda port: [program, os.path.join(folder, "server.js"), str(port), table, str(POOL)],
        served, exact=False)


def python(site):
    """aiohttp: one process, the standard event loop and JSON."""
    folder = _prepared(
        site, "python", [sys.executable, "-m", "venv", "venv"],
        [os.path.join("venv", "bin", "pip"), "install", "-q", "-r", "requirements.txt"])
    served = site.usual()
    table = _routes_file(site, served)
    return _started(
        site, PYTHON,
        lambda port: [os.path.join(folder, "venv", "bin", "python"), os.path.join(folder, "server.py"),
                      str(port), table, str(POOL)],
        served, exact=False)


def spring(site):
    """Spring WebFlux: WebClient and Mono.zip, pasting strings."""
    if not site.programs.java:
        raise CannotStart("no JDK 25 or newer found")
    folder = _prepared(
        site, "spring-webflux", [program("mvn"), "-B", "-q", "-ntp", "package"],
        env={"JAVA_HOME": java_home(site.programs.java)})
    served = site.usual("/report")
    table = _routes_file(site, served)
    return _started(
        site, SPRING,
        lambda port: [site.programs.java, "-jar", os.path.join(folder, "target", "gateway.jar"),
                      f"--server.port={port}", f"--bench.routes={table}", f"--bench.pool={POOL}"],
        served, seconds=60)


def go(site):
    """net/http on both sides, a goroutine per part, json.RawMessage between."""
    folder = _prepared(site, "go", [program("go"), "build", "-o", "gateway", "."])
    served = site.usual("/report")
    table = _routes_file(site, served)
    return _started(
        site, GO, lambda port: [os.path.join(folder, "gateway"), str(port), table, str(POOL)],
        served, exact=False)


def virtual_threads(site):
    """The JDK's own HTTP server and client, a virtual thread per request and part, pasting bytes."""
    if not site.programs.java:
        raise CannotStart("no JDK 25 or newer found")
    javac = os.path.join(java_home(site.programs.java), "bin", "javac")
    folder = _prepared(site, "java-virtual-threads", [javac, "-d", "classes", "Gateway.java", "Aggregate.java"])
    served = site.usual("/report")
    lines = [f"{route.path}\t{str(route.sequential).lower()}\t{part.name}\t{site.url(part)}\t{part.timeout_millis}\n"
             for route in served.values() for part in route.parts]
    table = site.write("routes.tsv", "".join(lines))  # the JDK reads no JSON
    return _started(
        site, VIRTUAL_THREADS,
        lambda port: [site.programs.java, *JDK_HTTP, "-cp", os.path.join(folder, "classes"), "Gateway",
                      str(port), table, str(POOL)],
        served)


def rust(site):
    """axum and reqwest on tokio, serde_json's RawValue between."""
    folder = _prepared(site, "rust", [program("cargo"), "build", "--release", "--locked", "--quiet",
                                      "--target-dir", "target"])
    served = site.usual("/report")
    table = _routes_file(site, served)
    return _started(
        site, RUST,
        lambda port: [os.path.join(folder, "target", "release", "gateway"), str(port), table, str(POOL)],
        served, exact=False)


def _configured(site, name, program, flag, suffix, served, endpoints):
    """Starts a gateway that is one program and a file, and answers data in a shape of its own."""
    found = program(program)

    def command(port):
        config = site.render(f"peers/{program}/{program}.{suffix}", f"{program}-{port}.{suffix}",
                             PORT=port, POOL=POOL, ENDPOINTS=endpoints)
        return [found, "run", flag, config]

    return _started(site, name, command, served, exact=False, envelope=False)


def _krakend_endpoint(site, route):
    """An endpoint that bounds its calls as the route bounds its most impatient part: at 85 % of its own timeout."""
    micros = min(part.timeout_millis for part in route.parts) * 100_000 // 85
    calls = [{"host": [site.origin(part)], "url_pattern": part.path, "is_collection": True,
              "mapping": {"collection": part.name}} for part in route.parts]
    return {"endpoint": route.path, "timeout": f"{micros}us",
            "backend": calls, "extra_config": {"proxy": {"sequential": route.sequential}}}


def krakend(site):
    """KrakenD CE: configuration only, its own merged shape."""
    served = site.usual("/report")
    endpoints = json.dumps([_krakend_endpoint(site, route) for route in served.values()])
    return _configured(site, KRAKEND, "krakend", "-c", "json", served, endpoints)


def _couper_endpoint(site, route):
    """A request per part, all at once; a part that failed is null."""
    requests = [f'    request "{part.name}" {{\n      url = "{site.url(part)}"\n      backend = "parts"\n    }}'
                for part in route.parts]
    answers = [f"backend_responses.{part.name}" for part in route.parts]
    members = [f"        {part.name} = {answer}.status == 200 ? {answer}.json_body : null"
               for part, answer in zip(route.parts, answers)]
    return "\n".join([f'  endpoint "{route.path}" {{', *requests, "    response {", "      json_body = {",
                      *members, "      }", "    }", "  }"])


def couper(site):
    """Couper: configuration only, `json_body` of three requests. At its 20 ms each, the rest is out of reach."""
    served = site.usual("/dead", "/wide", "/big", "/report", "/sequential")
    endpoints = "\n".join(_couper_endpoint(site, route) for route in served.values())
    return _configured(site, COUPER, "couper", "-f", "hcl", served, endpoints)


ALL = {NODE: node, PYTHON: python, SPRING: spring, GO: go, VIRTUAL_THREADS: virtual_threads, RUST: rust,
       KRAKEND: krakend, COUPER: couper}
