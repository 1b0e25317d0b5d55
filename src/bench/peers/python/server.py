"""What a team on Python writes: aiohttp on both sides, asyncio.gather over parsed JSON between."""

import asyncio
import json
import sys

import aiohttp
from aiohttp import web

from order_report import order_report

SESSION = web.AppKey("session", aiohttp.ClientSession)


async def call(session, part):
    """The value of one part and why it has none."""
    timeout = aiohttp.ClientTimeout(total=part["timeoutMillis"] / 1000)
    try:
        async with session.get(part["url"], timeout=timeout) as response:
            if response.status != 200:
                return None, {"part": part["name"], "reason": "bad_status", "status": response.status}
            return await response.json(), None
    except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as failed:
        return None, {"part": part["name"], "reason": type(failed).__name__}


def aggregate(route):
    parts = route["parts"]

    async def handle(request):
        session = request.app[SESSION]
        if route["sequential"]:
            settled = [await call(session, part) for part in parts]
        else:
            settled = await asyncio.gather(*(call(session, part) for part in parts))
        data = {part["name"]: value for part, (value, _) in zip(parts, settled)}
        errors = [error for _, error in settled if error]
        return web.json_response({
            "complete": not errors, "data": order_report(data) if route["report"] else data, "errors": errors})

    return handle


async def session_of(app, pool):
    connector = aiohttp.TCPConnector(limit=0, limit_per_host=pool, keepalive_timeout=300)
    async with aiohttp.ClientSession(connector=connector, headers={"Accept": "application/json"}) as session:
        app[SESSION] = session
        yield


def main(port, routes_file, pool):
    app = web.Application()
    app.cleanup_ctx.append(lambda running: session_of(running, pool))
    with open(routes_file, encoding="utf-8") as file:
        for route in json.load(file):
            app.router.add_get(route["path"], aggregate(route))
    web.run_app(app, host="127.0.0.1", port=port, access_log=None, backlog=1024,
                keepalive_timeout=300, print=None)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
