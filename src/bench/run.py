"""One command, one report: what an aggregate costs in Tributary and in its peers, side by side."""

import argparse
import contextlib
import json
import os
import signal
import sys
import tempfile

import answers
import bars
import bodies
import gateways
import load
import machine
import measure
import peers
import processes
import report
import scale
import scenarios
from gateways import NGINX_LUA, TRIBUTARY

ROOT = os.path.dirname(os.path.dirname(load.HERE))
JAR = os.path.join(ROOT, "target", "tributary.jar")
WORK = os.path.join(ROOT, "target", "bench")
PEERS = (NGINX_LUA, *peers.ALL)
SCENARIOS = ("ready", *scenarios.LOADED, "scale", "operators")
# Rounds, seconds of load in each, seconds of warm-up at most, starts in `ready`.
QUICK, USUAL, FULL = (1, 2, 15, 1), (2, 2, 40, 3), (5, 4, 60, 5)


def say(text):
    """Progress goes to stderr: stdout is the report's."""
    print(text, file=sys.stderr, flush=True)


@contextlib.contextmanager
def a_site(jar):
    """A temporary folder; it and what is started there end with the block."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="tributary-bench-") as folder:
        os.chmod(folder, 0o755)  # nginx started by root reads the bodies as another user
        with processes.Servers() as servers:
            yield gateways.Site(servers, folder, WORK, machine.Programs.find(), jar)


class Run:
    """One run of every scenario that was asked for and can be run here."""

    def __init__(self, site, options):
        self.site = site
        self.options = options
        self.results = {
            "machine": machine.describe(site.programs),
            "rounds": options.rounds, "fewerRounds": options.fewer_rounds, "seconds": options.seconds,
            "notes": [], "found": {}, "failed": False,
        }
        self.bench = None

    def note(self, text):
        say(text)
        self.results["notes"].append(text)

    def fail(self, text):
        self.note(text)
        self.results["failed"] = True

    def complain(self, name, text):
        """A peer may fail, Tributary may not."""
        (self.note if name in PEERS else self.fail)(text)

    def attempt(self, what, action, on_trouble):
        """What the action returns, or None and a line that says why not."""
        say(what)
        try:
            return action()
        except measure.TROUBLE as trouble:
            on_trouble(f"{what}: {trouble}")
            return None

    def asked(self, *names):
        return [name for name in names if not self.options.only or name in self.options.only]

    def alone(self, name):
        """Whether nothing else is asked for."""
        return self.options.only == [name]

    def everything(self):
        programs = self.site.programs
        if not programs.java:
            self.fail("no JDK 25 or newer found: set JAVA_HOME")
        elif not programs.nginx:
            self.fail("nginx is missing: it serves the backends, so nothing can be measured")
        else:
            if programs.lua is None:
                self.note("nginx has no Lua module: no peer to compare with, and no slow backends")
            documents = bodies.generate()
            if self.attempt("The backends", lambda: gateways.backends(self.site, documents), self.fail):
                self.run_scenarios(documents)
        return self.results

    def run_scenarios(self, documents):
        loop = self.attempt("The open-loop load generator", lambda: load.OpenLoop(
            self.site.programs.java, os.path.join(self.site.folder, "load")), self.fail)
        if not loop:
            return
        self.bench = measure.Bench(self.site, self.options, loop, say, self.note, self.complain)
        if self.asked("ready"):
            self.scenario("ready", lambda: scenarios.ready(self.bench))
        loaded = self.asked(*scenarios.LOADED)
        if not self.site.programs.wrk:
            self.fail("wrk is missing: nothing but the ready time can be measured")
            return
        if loaded:
            self.start_gateways(documents)
        if self.alone("operators"):
            self.start_gateways(documents)
            self.scenario("operators", lambda: scenarios.operators(self.bench))
        for name in loaded:
            if name not in ("slow", "sequential", "dead") or self.site.with_slow:
                self.scenario(name, lambda: scenarios.LOADED[name](self.bench))
        if self.asked("scale"):
            self.scenario("scale", lambda: scale.curves(self.bench, documents))
            if self.site.with_slow:
                self.scenario("open", lambda: scale.held_open(self.bench))

    def start_gateways(self, documents):
        site = self.site
        if self.alone("operators"):
            ours, others = gateways.operator_variants(site, self.options.against), {}
        else:
            ours = gateways.tributary_variants(site, self.options.against)
            others = {NGINX_LUA: gateways.nginx_lua, **({} if self.options.ours else peers.ALL)}
        starters = ours | {name: lambda start=start: start(site) for name, start in others.items()}
        for name in [*others, *ours]:
            self.attempt(name, lambda: self.join(starters[name](), documents),
                         lambda text: self.complain(name, f"left out: {text}"))

    def join(self, gateway, documents):
        """A gateway takes part once its answers are right and it is warm."""
        answers.check(gateway, documents)
        self.bench.warm_up(gateway, "/aggregate")
        self.bench.running.append(gateway)

    def scenario(self, name, measure_it):
        found = self.attempt(f"Scenario {name}", measure_it, self.fail)
        if found:
            self.results["found"][name] = found
            self.count_failures(name, found)

    def count_failures(self, scenario, found):
        rounds_of = found.items() if isinstance(found, dict) else [(TRIBUTARY, found)]
        for name, rounds in rounds_of:
            failures = sum(one.get("failures", 0) for one in rounds)
            if failures:
                self.complain(name, f"{scenario}: {name} failed {failures} requests")


def _names(text):
    names = text.split(",")
    for name in names:
        if name not in SCENARIOS:
            raise argparse.ArgumentTypeError(f"no scenario {name!r}: there are {', '.join(SCENARIOS)}")
    return names


def _defaults(which):
    return f"default {USUAL[which]}; full: {FULL[which]}; quick: {QUICK[which]}"


def parse(arguments):
    parser = argparse.ArgumentParser(prog="src/bench/run", description=__doc__)
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--quick", action="store_true", help="one short round, for a first look")
    length.add_argument("--full", action="store_true", help="five longer rounds, for figures to publish")
    parser.add_argument("--json", action="store_true", help="JSON to stdout, no files")
    parser.add_argument("--rounds", type=int, help="interleaved rounds where CPU is compared, elsewhere half "
                                                   f"as many ({_defaults(0)})")
    parser.add_argument("--seconds", type=int, help=f"of load per round ({_defaults(1)})")
    parser.add_argument("--warmup", type=int, help=f"seconds of load before, at most ({_defaults(2)})")
    parser.add_argument("--only", type=_names, metavar="NAME[,NAME]", help=", ".join(SCENARIOS))
    parser.add_argument("--against", metavar="JAR", help="another build of Tributary to compare with, lib/ beside it")
    parser.add_argument("--ours", action="store_true", help="Tributary and nginx + Lua alone")
    options = parser.parse_args(arguments)
    if options.against and not os.path.isfile(options.against):
        parser.error(f"--against: no file {options.against}")
    usual = QUICK if options.quick else FULL if options.full else USUAL
    options.rounds = max(1, options.rounds or usual[0])
    options.fewer_rounds = (options.rounds + 1) // 2
    options.seconds = max(1, options.seconds or usual[1])
    options.warmup = max(1, options.warmup or usual[2])
    options.starts = usual[3]
    return options


def main(arguments):
    options = parse(arguments)
    if not os.path.exists(JAR):
        say("target/tributary.jar is missing: run `mvn -q package -DskipTests` first")
        return 1
    with a_site(JAR) as site:
        results = Run(site, options).everything()
    if options.against:
        say("\n".join(report.bar_table(results["found"], bars.AGAINST_OTHER)))
    if options.json:
        print(json.dumps(results, indent=1))
    else:
        print(report.markdown(results))
        try:
            report.write(results, os.path.join(load.HERE, "report"))
        except OSError as refused:
            say(f"the report could not be written: {refused}")
            return 1
    return 1 if results["failed"] else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
