"""One command, one report: what an aggregate costs in Tributary and in its peers, side by side."""

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile

import bodies
import gateways
import load
import machine
import processes
import report
import scenarios

ROOT = os.path.dirname(os.path.dirname(load.HERE))
JAR = os.path.join(ROOT, "target", "tributary.jar")
TRIBUTARY = "Tributary"
SMALL = "Tributary -Xmx128m"
TROUBLE = (processes.CannotStart, load.WrongAnswer, OSError, subprocess.SubprocessError)


def say(text):
    """Progress goes to stderr: stdout is the report's."""
    print(text, file=sys.stderr, flush=True)


class Run:
    """One run of every scenario that can be run here."""

    def __init__(self, site, options):
        self.site = site
        self.options = options
        self.results = {
            "machine": machine.describe(site.programs.java, site.programs.nginx),
            "rounds": options.rounds, "seconds": options.seconds,
            "notes": [], "figures": {}, "failed": False,
        }

    def note(self, text):
        say(text)
        self.results["notes"].append(text)

    def fail(self, text):
        self.note(text)
        self.results["failed"] = True

    def attempt(self, what, action):
        """What the action returns, or None and a line that says why not."""
        say(what)
        try:
            return action()
        except TROUBLE as trouble:
            self.fail(f"{what}: failed: {trouble}")
            return None

    def everything(self):
        programs = self.site.programs
        if not programs.nginx:
            self.note("nginx is missing: nothing but the ready time can be measured")
        elif programs.lua is None:
            self.note("nginx has no Lua module: no peer to compare with, and no slow backends")
        if not programs.wrk:
            self.note("wrk is missing: no load, so nothing but the ready time can be measured")
        if programs.java:
            self.ready()
        else:
            self.fail("no JDK 25 or newer found: set JAVA_HOME")
        if programs.nginx and programs.wrk:
            self.under_load()
        return self.results

    def ready(self):
        found = self.attempt("Ready times", lambda: scenarios.ready(self.site, self.options.starts))
        if found:
            self.results["ready"] = [round(seconds, 3) for seconds in found]
            self.results["figures"]["readySeconds"] = statistics.median(found)

    def under_load(self):
        documents = bodies.generate()
        folder = os.path.join(self.site.folder, "bodies")
        os.mkdir(folder)
        for name, body in documents.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(body)
        if self.attempt("Starting the backends", lambda: gateways.backends(self.site) or True):
            running = self.start_gateways(documents)
            if running:
                self.splice(running)
                self.slow(running)

    def start_gateways(self, documents):
        programs = self.site.programs
        starters = []
        if programs.lua is not None:
            starters.append(lambda: gateways.nginx_lua(self.site))
        if programs.java:
            starters.append(lambda: gateways.tributary(self.site, TRIBUTARY)[0])
            starters.append(lambda: gateways.tributary(self.site, SMALL, "-Xmx128m")[0])
        running = []
        for start in starters:
            gateway = self.attempt("Starting a gateway", start)
            if gateway and self.attempt(f"Checking and warming up {gateway.name}",
                                        lambda g=gateway: self.warm_up(g, documents)):
                running.append(gateway)
        return running

    def warm_up(self, gateway, documents):
        scenarios.check(gateway, documents, self.site.programs.lua is not None)
        if not scenarios.warm_up(gateway, self.options.warmup):
            self.note(f"{gateway.name} was still getting cheaper after {self.options.warmup} s of "
                      "warm-up load: its figures are too high")
        return True

    def splice(self, running):
        found = self.attempt("Scenario splice", lambda: scenarios.splice(
            running, self.options.rounds, self.options.seconds, say))
        if found:
            self.results["splice"] = found
            self.count_failures("splice", found)
            figures = self.results["figures"]
            if gateways.NGINX_LUA in found:
                self.results["base"] = gateways.NGINX_LUA
                if TRIBUTARY in found:
                    figures["ratio"] = scenarios.ratio(
                        found, TRIBUTARY, gateways.NGINX_LUA)["median"]
            if TRIBUTARY in found and SMALL in found:
                figures["smallHeap"] = scenarios.ratio(found, SMALL, TRIBUTARY)["median"]

    def slow(self, running):
        if self.site.programs.lua is None:
            return
        found = self.attempt("Scenario slow", lambda: scenarios.slow(
            running, self.site.backends["orders"], self.options.rounds, self.options.seconds, say))
        if found:
            self.results["slow"] = found
            self.count_failures("slow", found)
            if TRIBUTARY in found:
                added = (scenarios.median(found, TRIBUTARY, "p50Micros")
                         - scenarios.median(found, "direct", "p50Micros"))
                self.results["figures"]["slowMillis"] = added / 1000

    def count_failures(self, scenario, found):
        for name, rounds in found.items():
            failures = sum(one["failures"] for one in rounds)
            if failures:
                self.fail(f"{scenario}: {name} failed {failures} requests")


def parse(arguments):
    parser = argparse.ArgumentParser(prog="src/bench/run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short rounds, for a first look")
    parser.add_argument("--json", action="store_true", help="JSON to stdout, no files")
    parser.add_argument("--rounds", type=int, help="interleaved rounds (default 5; quick: 3)")
    parser.add_argument("--seconds", type=int, help="of load per round (default 6; quick: 2)")
    parser.add_argument("--warmup", type=int, help="seconds of load before, at most (default 60; quick: 15)")
    options = parser.parse_args(arguments)
    usual = (3, 2, 15, 3) if options.quick else (5, 6, 60, 5)
    options.rounds = max(1, options.rounds or usual[0])
    options.seconds = max(1, options.seconds or usual[1])
    options.warmup = max(1, options.warmup or usual[2])
    options.starts = usual[3]
    return options


def main(arguments):
    options = parse(arguments)
    if not os.path.exists(JAR):
        say("target/tributary.jar is missing: run `mvn -q package -DskipTests` first")
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="tributary-bench-") as folder:
        os.chmod(folder, 0o755)  # nginx started by root reads the bodies as another user
        with processes.Servers() as servers:
            site = gateways.Site(servers, folder, machine.Programs.find(), JAR)
            results = Run(site, options).everything()
    if options.json:
        print(json.dumps(results, indent=1))
    else:
        report.write(results, os.path.join(load.HERE, "report"))
        print(report.markdown(results))
    return 1 if results["failed"] else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
