"""What the benchmark runs on, and the programs it needs."""

import dataclasses
import glob
import os
import re
import shutil
import subprocess
import sys

NEWEST_NEEDED = 25


def first_lines(*command):
    """What a program says of itself, or nothing when it cannot be run."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout + done.stderr).strip()


def _java_version(java):
    found = re.search(r'version "(\d+)', first_lines(java, "-version"))
    return int(found.group(1)) if found else 0


def find_java():
    """A java of version 25 or newer: JAVA_HOME's, the PATH's, or one in a usual place."""
    homes = [os.environ.get("JAVA_HOME", "")]
    homes += sorted(glob.glob(os.path.join("/usr", "lib", "jvm", "*"))) + sorted(glob.glob("/opt/*jdk*"))
    homes += sorted(glob.glob(os.path.expanduser("~/.sdkman/candidates/java/*")))
    homes += sorted(glob.glob(os.path.expanduser("~/.jdks/*")))
    candidates = [os.path.join(home, "bin", "java") for home in homes if home]
    candidates.insert(1 if homes[0] else 0, shutil.which("java") or "")
    for java in candidates:
        if java and os.access(java, os.X_OK) and _java_version(java) >= NEWEST_NEEDED:
            return java
    return None


def java_home(java):
    """The JDK a java belongs to."""
    return os.path.dirname(os.path.dirname(os.path.realpath(java)))


def lua_modules(nginx):
    """The load_module lines for nginx's Lua, or None when there is no Lua."""
    built = first_lines(nginx, "-V")
    if "lua-nginx-module" in built or "ngx_lua" in built:
        return ""
    folder = re.search(r"--modules-path=(\S+)", built)
    names = ["ndk_http_module.so", "ngx_http_lua_module.so"]
    paths = [os.path.join(folder.group(1), name) for name in names] if folder else []
    if not paths or not all(map(os.path.exists, paths)):
        return None
    return "\n".join(f"load_module {path};" for path in paths)


@dataclasses.dataclass(frozen=True)
class Programs:
    """The programs the benchmark needs; lua is the lines that load it."""

    java: str | None
    nginx: str | None
    lua: str | None
    wrk: str | None

    @staticmethod
    def find():
        nginx = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
        lua = lua_modules(nginx) if nginx else None
        return Programs(find_java(), nginx, lua, shutil.which("wrk"))


def describe(programs):
    """The machine and the programs, for the report."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = re.search(r"model name\s*:\s*(.+)", file.read())
    with open("/proc/meminfo", encoding="utf-8") as file:
        memory = int(re.search(r"MemTotal:\s*(\d+)", file.read()).group(1))
    versions = {
        "java": first_lines(programs.java, "-version").splitlines()[1:2] if programs.java else [],
        "nginx": first_lines(programs.nginx, "-v").splitlines()[:1] if programs.nginx else [],
        "node": first_lines("node", "--version").splitlines()[:1],
        "python": [sys.version.split()[0]],
        "go": first_lines("go", "version").splitlines()[:1],
        "rust": first_lines("rustc", "--version").splitlines()[:1],
        "krakend": first_lines("krakend", "version").splitlines()[:1],
        "couper": first_lines("couper", "version").splitlines()[:1],
    }
    return {
        "cpu": model.group(1) if model else os.uname().machine,
        "cores": len(os.sched_getaffinity(0)),
        "memoryMiB": memory // 1024,
        "kernel": os.uname().release,
        "loadAverageBefore": round(os.getloadavg()[0], 2),
        "programs": {name: lines[0] for name, lines in versions.items() if lines},
    }
