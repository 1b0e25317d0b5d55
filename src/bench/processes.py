"""The processes the benchmark starts: it measures these, and ends these and no others."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")
PREPARE_SECONDS = 600  # package registries can be slow


class CannotStart(Exception):
    """A server that did not come up, said in one line."""


class PortTaken(CannotStart):
    """It did not come up because somebody else has a port that was free when it was chosen."""


def program(name):
    """The path of a program."""
    found = shutil.which(name)
    if not found:
        raise CannotStart(f"{name} is not on the PATH")
    return found


def prepare(folder, command, env=None):
    """Runs what builds something, and waits for its end."""
    done = subprocess.run(
        command, cwd=folder, env=os.environ | (env or {}), capture_output=True, text=True,
        stdin=subprocess.DEVNULL, timeout=PREPARE_SECONDS, check=False)
    if done.returncode:
        words = " ".join((done.stdout + done.stderr).split())
        raise CannotStart(f"{os.path.basename(command[0])} {command[1]} ended with {done.returncode}: "
                          f"{words[-300:] or 'it said nothing'}")


def free_ports(count):
    """Ports nobody listens on at this moment."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def _stat(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        return file.read().rpartition(")")[2].split()


class Server:
    """A server process with the workers it forked."""

    def __init__(self, command, log):
        with open(log, "w", encoding="utf-8") as out:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                # A group of its own, for signals, but no session: where Linux schedules by session,
                # Tributary's event loops would pay for its busy workers whatever these workers' nice.
                process_group=0)
        self._log = log
        self.pid = self._process.pid

    def _pids(self):
        pids = [self.pid]
        for name in filter(str.isdigit, os.listdir("/proc")):
            try:
                if int(_stat(name)[1]) == self.pid:
                    pids.append(int(name))
            except (FileNotFoundError, ProcessLookupError):
                pass  # it ended while we looked
        return pids

    def cpu_seconds(self):
        """User and system time of the process and its workers so far."""
        stats = [_stat(pid) for pid in self._pids()]
        return sum(int(stat[11]) + int(stat[12]) for stat in stats) / TICKS

    def status(self, field):
        """A number of the process's own status: VmRSS and VmHWM in KiB, Threads."""
        with open(f"/proc/{self.pid}/status", encoding="utf-8") as file:
            return int(re.search(rf"^{field}:\s+(\d+)", file.read(), re.MULTILINE).group(1))

    def open_files(self):
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def is_alive(self):
        return self._process.poll() is None

    def rss_mib(self):
        """Resident memory of the process and its workers, shared pages counted each time."""
        pages = sum(int(_stat(pid)[21]) for pid in self._pids())
        return pages * os.sysconf("SC_PAGE_SIZE") // (1 << 20)

    def wait_for(self, probe, seconds):
        """Returns the seconds until the probe says yes."""
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            if self._process.poll() is not None:
                self._say_why_it_ended()
            if probe():
                return time.monotonic() - begun
            time.sleep(0.002)
        raise CannotStart(f"not up after {seconds} s: {self._words()[-300:]}")

    def _say_why_it_ended(self):
        words = self._words()
        if re.search("in use|EADDRINUSE", words):  # what else it says is a stack trace
            raise PortTaken("a port it was to listen on is in use")
        raise CannotStart(f"ended with {self._process.returncode}: {words[-300:]}")

    def said(self):
        """Everything it wrote so far."""
        with open(self._log, encoding="utf-8", errors="replace") as file:
            return file.read()

    def _words(self):
        return " ".join(self.said().split()) or "it said nothing"

    def terminate(self):
        """Asks it to end, and does not wait."""
        self._process.send_signal(signal.SIGTERM)

    def exit_code(self, patience):
        """Waits for its end."""
        return self._process.wait(patience)

    def stop(self, patience=5):
        """Ends it, kindly for so many seconds."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(patience)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(60)  # the kernel frees gigabytes of socket buffers first


class Servers:
    """Everything started, ended together when the block is left, however it is left."""

    def __init__(self):
        self._started = []

    def start(self, command, log):
        server = Server(command, log)
        self._started.append(server)
        return server

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for server in reversed(self._started):
            server.stop()
