"""How a gateway is measured: under as much load as it takes, at a fixed rate, and in turns with the others."""

import subprocess

import gateways
import load
import processes

CONNECTIONS = 32

# Warm is what no longer gets cheaper: two slices of load in a row within this factor. A slice is a twelfth of the
# seconds allowed, within these.
STEADY = 1.05
WARM_UP_SLICES = 12
SHORTEST_SLICE, LONGEST_SLICE = 3, 5

# How connections fall on a server's loops, four and four or one and seven, moves its CPU by a quarter: each run of wrk
# draws again. A run cuts its last calls off, though: where the warm-up had fewer answers to a connection, or there was
# none, it is a single long one.
DRAW_SECONDS = 1
MANY_ANSWERS = 40

# A fixed rate is only asked of who can answer so much more.
HEADROOM = 1.25

TROUBLE = (processes.CannotStart, load.WrongAnswer, OSError, subprocess.SubprocessError)


class Bench:
    """The gateways that run, and the measurements every scenario is made of."""

    def __init__(self, site, options, loop, say, note, complain):
        self.site = site
        self.options = options
        self.loop = loop
        self.say = say
        self.note = note
        self.complain = complain
        self.running = []
        self.capacity = {}

    def serving(self, path, *without):
        return [one for one in self.running if one.serves(path) and one.name not in without]

    def flat_out(self, gateway, path, connections=CONNECTIONS, seconds=None):
        """CPU of one aggregate, and how many a second, with as many as wrk gets answered."""
        seconds = seconds or self.options.seconds
        answers = self.capacity.get((gateway.name, path), 0) * DRAW_SECONDS
        each = DRAW_SECONDS if answers >= connections * MANY_ANSWERS else seconds
        results, cpus = zip(*(_draw(gateway, path, connections, each) for _ in range(seconds // each)))
        result = sum(results, load.Load(0, 0, 0, 0))
        return {"cpuMicros": round(sum(cpus) * 1e6 / max(1, result.requests), 1),
                "perSecond": round(result.per_second()),
                "rssMiB": gateway.server.rss_mib(), "failures": result.failures()}

    def flat_out_with_allocation(self, gateway, path):
        """The same, and of Tributary the bytes it allocated on the heap: not of the small heap, since asking for
        them loads classes, and its memory is what counts."""
        if not gateway.management or gateway.name == gateways.SMALL:
            return self.flat_out(gateway, path)
        java = self.site.programs.java
        before = load.allocated(java, gateway.server)
        found = self.flat_out(gateway, path)
        allocated = load.allocated(java, gateway.server) - before
        answers = found["perSecond"] * self.options.seconds
        return found | {"allocatedBytes": round(allocated / max(1, answers))}

    def at_rate(self, port, path, rate, seconds=None):
        """Percentiles at a fixed rate."""
        return self.loop.run(port, path, rate, seconds or self.options.seconds)

    def carries(self, gateway, rate):
        return self.capacity[gateway.name, "/aggregate"] > rate * HEADROOM

    def warm_up(self, gateway, path, connections=CONNECTIONS):
        """Loads a gateway until an aggregate no longer gets cheaper; how many it answers a second is its capacity.

        A gateway's first warm-up takes half of the time allowed at least: two slow moments look steady, too."""
        cheapest, steady = float("inf"), 0
        seconds = min(LONGEST_SLICE, max(SHORTEST_SLICE, self.options.warmup // WARM_UP_SLICES))
        slices = max(1, self.options.warmup // seconds)
        at_least = 0 if gateway in self.running else slices // 2
        for number in range(slices):
            result, cpu = _draw(gateway, path, connections, seconds)
            cost = cpu / max(1, result.requests)
            steady = steady + 1 if cost * STEADY > cheapest else 0
            cheapest = min(cheapest, cost)
            if steady >= 2 and number >= at_least:
                break
        else:
            self.note(f"{gateway.name} was still getting cheaper after {self.options.warmup} s of warm-up "
                      f"load on {path}: its figures are too high")
        self.capacity[gateway.name, path] = result.per_second()

    def warmed(self, gateways, path, connections):
        """Those gateways, warm on that path too. Who fails is named and left out."""
        warm = []
        for gateway in gateways:
            try:
                self.warm_up(gateway, path, connections)
            except TROUBLE as trouble:
                self._failed(gateway, trouble)
            else:
                warm.append(gateway)
        return warm

    def rounds(self, targets, measure, count=None):
        """What each target measures in each round, by name. Who fails is named and left out of the rest."""
        targets, found = list(targets), {target.name: [] for target in targets}
        for number in range(count or self.options.rounds):
            for target in _turns(targets, number):
                try:
                    one = measure(target)
                except TROUBLE as trouble:
                    self._failed(target, trouble)
                    targets.remove(target)
                    del found[target.name]
                    continue
                found[target.name].append(one)
                self.say(f"  round {number + 1}: {target.name}: "
                         + ", ".join(f"{key} {value}" for key, value in one.items()))
        return found

    def _failed(self, target, trouble):
        self.complain(target.name, f"{target.name} failed: {trouble}")


def _draw(gateway, path, connections, seconds):
    """One run of wrk, and the CPU seconds it took of the gateway."""
    before = gateway.server.cpu_seconds()
    result = load.wrk(gateway.port, path, connections, seconds, gateway.headers)
    return result, gateway.server.cpu_seconds() - before


def _turns(items, number):
    """The items beginning with another one each time, so that a busy moment hits them all."""
    first = number % max(1, len(items))
    return items[first:] + items[:first]
