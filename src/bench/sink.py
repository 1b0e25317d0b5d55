"""Takes what is exported by OTLP over HTTP, and forgets it."""

import functools
import http.server
import threading


class _Sink(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@functools.cache
def _port():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Sink)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port


def variables():
    """The environment of a service that exports to it."""
    return (f"OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:{_port()}", "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf")
