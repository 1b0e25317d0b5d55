"""What an aggregate costs against its parts, the size of their bodies, and how many are open at once."""

import os
import re
import subprocess
import time

import answers
import gateways
import routes
from gateways import NGINX_LUA, TRIBUTARY
from processes import CannotStart

CONNECTIONS = 8
OPEN_COUNTS = (10, 100, 1_000, 10_000)
OPEN_RATE = 500
# The heap is resident from the start: what grows is outside it, and what lives in it is asked for.
OPEN_HEAP_MIB = 512
OPEN_HEAP = (f"-Xms{OPEN_HEAP_MIB}m", f"-Xmx{OPEN_HEAP_MIB}m", "-XX:+AlwaysPreTouch")
FILES_PER_OPEN = 4  # a client's connection and three to backends
OTHER_FILES = 2_000


def curves(bench, documents):
    """CPU by number of parts and by size of body, of Tributary and, where it runs, nginx + Lua."""
    site = bench.site
    served = {route.path: route for route in routes.scale()}
    running = [gateways.tributary(site, TRIBUTARY, served=served)[0]]
    try:
        running.append(gateways.nginx_lua(site, served))
    except CannotStart as missing:
        bench.note(f"scale: {NGINX_LUA} left out: {missing}")
    for gateway in running:
        answers.check(gateway, documents)
        bench.warm_up(gateway, "/parts/3")

    def measure(gateway):
        return {path: bench.flat_out(gateway, path, CONNECTIONS)["cpuMicros"] for path in served}

    try:
        return bench.rounds(running, measure, bench.options.fewer_rounds)
    finally:
        for gateway in running:
            gateway.server.stop()


def held_open(bench):
    """CPU and memory at a fixed rate, with ever more aggregates open: the later the parts, the more."""
    site = bench.site
    counts = [count for count in OPEN_COUNTS if count * FILES_PER_OPEN + OTHER_FILES <= site.open_files]
    if len(counts) < len(OPEN_COUNTS):
        counts.append((site.open_files - OTHER_FILES) // FILES_PER_OPEN // 100 * 100)
        bench.note(f"scale: {site.open_files} open files are allowed (ulimit -Hn): {counts[-1]} open "
                   f"aggregates of three parts are the most, not {OPEN_COUNTS[-1]}")
    held = {route.path: route for route in routes.held_open(sorted(set(counts)), OPEN_RATE)}
    gateway, _ = gateways.tributary(
        site, TRIBUTARY, *OPEN_HEAP, served=held, limit=OPEN_COUNTS[-1] * 2, deadline="30s")
    try:
        bench.warm_up(gateway, f"/open/{counts[0]}")
        return [_one_open(bench, gateway, count) for count in sorted(set(counts))]
    finally:
        gateway.server.stop()


def _one_open(bench, gateway, count):
    until_open = count // OPEN_RATE + 3
    seconds = bench.options.seconds
    with bench.loop.beside(gateway.port, f"/open/{count}", OPEN_RATE, seconds + 2, until_open) as finish:
        time.sleep(until_open + 1)
        before = gateway.server.cpu_seconds()
        time.sleep(seconds)
        cpu = gateway.server.cpu_seconds() - before
        outside = gateway.server.rss_mib() - OPEN_HEAP_MIB
        heap = _live_heap_kib(bench.site.programs.java, gateway.server.pid)
        failures = _failures(finish())
    found = {"open": count, "cpuMicros": round(cpu * 1e6 / seconds / OPEN_RATE, 1), "outsideMiB": outside,
             "liveHeapMiB": round(heap / 1024, 1), "failures": failures}
    bench.say(f"  {found}")
    return found


def _failures(summary):
    return int(re.search(r'"failures":(\d+)', summary).group(1))


def _live_heap_kib(java, pid):
    """What is left of the heap after a collection."""
    jcmd = os.path.join(os.path.dirname(os.path.realpath(java)), "jcmd")
    for command in ("GC.run", "GC.heap_info"):
        done = subprocess.run([jcmd, str(pid), command], capture_output=True, text=True,
                              timeout=60, check=True)
    heap = done.stdout.partition("Metaspace")[0]
    return sum(map(int, re.findall(r"used (\d+)K", heap)))
