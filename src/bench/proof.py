"""What `overload`, `attacks`, `drain`, `http2`, `plans` and `soak` share: options, backends, the service, reports."""

import argparse
import json
import os
import re
import sys

import bodies
import gateways
import load
import machine
import measure
import report
import routes
from run import JAR, ROOT, a_site, say

SMALL_HEAP = "-Xmx128m"
SERVED = {route.path: route for route in routes.proof()}
HELD = "/held"


def parser(name, about):
    """The options that every command has."""
    made = argparse.ArgumentParser(prog=f"src/bench/{name}", description=about)
    made.add_argument("--jar", default=JAR, help="the build to run, with lib/ beside it (default target/tributary.jar)")
    made.add_argument("--json", action="store_true", help="JSON to stdout, no files")
    return made


def image_flags():
    """The JVM flags of the Docker image, and the heap of a small container."""
    with open(os.path.join(ROOT, "Dockerfile"), encoding="utf-8") as file:
        entry = re.search(r"^ENTRYPOINT (.*?\])$", file.read(), re.MULTILINE | re.DOTALL).group(1)
    flags = [word for word in json.loads(entry.replace("\\\n", "")) if word.startswith("-XX:")]
    return [SMALL_HEAP, *(flag for flag in flags if "AOTCache" not in flag)]


def service(site, name, *flags, **how):
    """Tributary with the routes of the proof; the held one asks for a longer deadline."""
    served = {path: route for path, route in SERVED.items() if path != HELD or "deadline" in how}
    return gateways.tributary(site, name, *flags, served=served, **how)[0]


def run(options, name, measure_it, markdown, held, drawings=None):
    """Measures, prints and writes the report; the exit code is 1 if a bar was missed."""
    options.jar = os.path.abspath(options.jar)
    if not os.path.isfile(options.jar):
        say(f"no jar {options.jar}: run `mvn -q package -DskipTests` first, or use --jar")
        return 1
    with a_site(options.jar) as site:
        if None in (site.programs.java, site.programs.wrk, site.programs.lua):
            say("a JDK 25, wrk and nginx with its Lua module are needed")
            return 1
        try:
            gateways.backends(site, bodies.generate())
            results = {"machine": machine.describe(site.programs)} | measure_it(site)
        except measure.TROUBLE as trouble:
            say(f"{name}: {trouble}")
            return 1
    folder = os.path.join(load.HERE, "report")
    if options.json:
        print(json.dumps(results, indent=1))
    else:
        lines = [f"# {name.title()}", "", report.machine_line(results["machine"]), "", *markdown(results),
                 *report.bar_table(results, held)]
        text = "\n".join(lines) + "\n"
        print(text)
        report.write_texts(folder, {f"{name}.md": text} | (drawings(results) if drawings else {}))
    return 1 if any(not bar.met(bar.value(results)) for bar in held) else 0


def main(body):
    """Ends as the command line expects."""
    try:
        sys.exit(body(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
