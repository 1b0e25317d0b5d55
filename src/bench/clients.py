"""Clients that ask at a fixed rate, check every response to the byte, and sometimes leave before it is there."""

import asyncio
import collections
import contextlib
import itertools
import json
import random
import time

LEAVING = 0.05
PATIENCE = 10
MOST_UNDER_WAY = 500
REASONS = {"timeout", "unreachable", "bad_status", "bad_body"}  # what the backends can cause
NOT_ONE_PART = (502, 504)


class Clients:
    """Keep-alive clients of `/nonce`. Every request has an id of its own, which each part of its response must hold."""

    def __init__(self, port, documents, seed):
        self._port = port
        self._documents = documents
        self._names = list(documents)
        self._random = random.Random(seed)
        self._numbers = itertools.count()
        self._idle = collections.deque()
        self.counts = collections.Counter()
        self.wrong = []
        self.lost = []
        self.took = []  # seconds of complete responses since it was last emptied

    async def run(self, rate, seconds):
        """Asks so often, for so long."""
        under_way, begun = set(), time.monotonic()
        for number in range(int(rate * seconds)):
            due = begun + number / rate
            await asyncio.sleep(max(0, due - time.monotonic()))
            if len(under_way) >= MOST_UNDER_WAY:
                self.counts["not asked"] += 1
                continue
            task = asyncio.create_task(self._ask(f"n-{next(self._numbers)}", due))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        await asyncio.gather(*under_way)

    async def _ask(self, nonce, due):
        try:
            async with asyncio.timeout(PATIENCE):
                kind = await self._exchange(nonce, due)
        except (OSError, EOFError, TimeoutError) as failed:
            kind = "without response"
            self.lost.append(f"{nonce}: {failed!r}")
        self.counts[kind] += 1

    async def _exchange(self, nonce, due):
        reader, writer = await self._connection()
        with contextlib.ExitStack() as leave:
            leave.callback(writer.transport.abort)
            writer.write(f"GET /nonce HTTP/1.1\r\nHost: a\r\nX-Request-Id: {nonce}\r\n\r\n".encode())
            leaving = self._random.random() < LEAVING
            if leaving and self._random.random() < 0.5:
                await asyncio.sleep(self._random.uniform(0, 0.03))
                return "left"
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            if leaving:
                return "left"
            body = await reader.readexactly(int(_field(head, b"content-length")))
            leave.pop_all()
        self._keep(reader, writer, head)
        kind = self._judge(nonce, int(head[9:12]), head, body)
        if kind == "complete":
            self.took.append(time.monotonic() - due)
        return kind

    async def _connection(self):
        while self._idle:
            reader, writer = self._idle.popleft()
            if not reader.at_eof():
                return reader, writer
            writer.close()
        return await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 20)

    def _keep(self, reader, writer, head):
        if _field(head, b"connection") == b"close":
            writer.close()
        else:
            self._idle.append((reader, writer))

    def _judge(self, nonce, status, head, body):
        if _field(head, b"x-request-id") != nonce.encode():
            return self._complain(nonce, "the id of another request")
        if status == 503:
            return "refused"
        try:
            missing, at = self._missing(nonce, body) if status == 200 else (self._names, 0)
            if status not in (200, *NOT_ONE_PART) or not _agree(missing, body, at):
                return self._complain(nonce, f"{status}: {body[:200]!r} .. {body[-200:]!r}")
        except (ValueError, KeyError, TypeError) as malformed:
            return self._complain(nonce, f"{status}: {malformed!r}: {body[:200]!r}")
        return "complete" if not missing else "partial" if status == 200 else "without any part"

    def _missing(self, nonce, body):
        """The parts of an envelope that have no value, and where its data ends. Every value is compared to the byte."""
        missing, at = [], _after(body, 0, b'{"complete":')
        complete = body.startswith(b"true", at)
        at = _after(body, at, (b"true" if complete else b"false") + b',"data":{')
        for number, (name, document) in enumerate(self._documents.items()):
            at = _after(body, at, b"," * (number > 0) + b'"%s":' % name.encode())
            if body.startswith(b"null", at):
                missing.append(name)
                at += len(b"null")
            else:
                at = _after(body, at, b'{"nonce":"%s","body":%s}' % (nonce.encode(), document))
        if complete == bool(missing):
            raise ValueError("complete?")
        return missing, _after(body, at, b"},") - 1

    def _complain(self, nonce, what):
        self.wrong.append(f"{nonce}: {what}")
        return "wrong"


def _field(head, name):
    """A header's value in a head of lower case."""
    return head.partition(b"\r\n" + name + b": ")[2].partition(b"\r\n")[0]


def _after(body, at, expected):
    """Where the text ends that must be at this place."""
    if not body.startswith(expected, at):
        raise ValueError(f"not {expected[:60]!r} at {at}")
    return at + len(expected)


def _agree(missing, body, at):
    """Whether the errors name these parts, and reasons that the backends can cause."""
    errors = json.loads(b"{" + body[at + 1:] if at else body)["errors"]
    return [error["part"] for error in errors] == list(missing) and all(error["reason"] in REASONS for error in errors)
