"""How the backends and every gateway are started. A new peer is one function here."""

import dataclasses
import os

from bodies import SIZES
from load import HERE, get
from processes import CannotStart, Server, free_ports

ATTEMPTS = 3
SLOW_SECONDS = 0.02
NGINX_LUA = "nginx + Lua"


@dataclasses.dataclass(frozen=True)
class Gateway:
    """A running gateway that answers /aggregate and /slow."""

    name: str
    port: int
    server: Server


class Site:
    """Where servers are started: a temporary folder, the programs, and the backends' ports."""

    def __init__(self, servers, folder, programs, jar):
        self.servers = servers
        self.folder = folder
        self.programs = programs
        self.jar = jar
        self.backends = dict.fromkeys(SIZES, 9)  # discard: until backends are up, nobody is there

    def render(self, template, name, **values):
        """A configuration file made of a template; returns its path."""
        with open(os.path.join(HERE, "templates", template), encoding="utf-8") as file:
            text = file.read()
        values |= {backend.upper(): port for backend, port in self.backends.items()}
        values |= {"FOLDER": self.folder, "LOAD_MODULES": self.programs.lua or ""}
        for key, value in values.items():
            text = text.replace(f"@{key}@", str(value))
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


def _on_free_ports(count, start):
    """A port can be taken between its choice and its use: then others are tried."""
    for attempt in range(ATTEMPTS):
        try:
            return start(*free_ports(count))
        except CannotStart as failed:
            if attempt == ATTEMPTS - 1 or "in use" not in str(failed):
                raise
    raise AssertionError("unreachable")


def _server_block(name, port, with_lua):
    slow = (f"location = /slow/{name} {{ access_by_lua_block {{ ngx.sleep({SLOW_SECONDS}) }} "
            f"try_files /{name} =404; }}") if with_lua else ""
    return f"  server {{ listen 127.0.0.1:{port} backlog=1024; location = /{name} {{ }} {slow} }}"


def _nginx(site, config):
    return [site.programs.nginx, "-p", site.folder, "-e", "stderr", "-c", config]


def backends(site):
    """Starts the three backends in one nginx; from then on the site knows their ports."""
    def start(*ports):
        blocks = [_server_block(name, port, site.programs.lua is not None)
                  for name, port in zip(SIZES, ports)]
        config = site.render("backends.conf", "backends.conf", SERVERS="\n".join(blocks))
        site.up(_nginx(site, config), "backends", lambda: get(ports[0], "/users")[0] == 200)
        site.backends = dict(zip(SIZES, ports))

    _on_free_ports(len(SIZES), start)


def nginx_lua(site):
    """nginx + Lua's capture_multi."""
    def start(port):
        config = site.render("lua-gateway.conf", "lua-gateway.conf", PORT=port)
        server, _ = site.up(
            _nginx(site, config), "lua-gateway", lambda: get(port, "/aggregate")[0] == 200)
        return Gateway(NGINX_LUA, port, server)

    return _on_free_ports(1, start)


def tributary(site, name, *flags):
    """Tributary as a user starts it; returns the gateway and its seconds until ready."""
    def start(port, management):
        config = site.render(
            "tributary.yaml", f"{port}.yaml", PORT=port, MANAGEMENT=management)
        server, seconds = site.up(
            [site.programs.java, *flags, "-jar", site.jar, config], f"tributary-{port}",
            lambda: get(management, "/readyz")[0] == 200, seconds=30)
        return Gateway(name, port, server), seconds

    return _on_free_ports(2, start)
