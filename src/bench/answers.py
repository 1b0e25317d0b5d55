"""Whether a gateway answers what it should: looked at before any load."""

import json
import os
import sys

import load

sys.path.append(os.path.join(load.HERE, "peers", "python"))
from order_report import order_report  # noqa: E402  the join that all others are compared with


def _pasted(route, documents):
    """A complete answer, byte for byte."""
    data = b",".join(b'"%s":%s' % (part.name.encode(), documents[part.body()]) for part in route.parts)
    return b'{"complete":true,"data":{' + data + b'},"errors":[]}'


def _data(route, documents):
    data = {part.name: json.loads(documents[part.body()]) if part.body() else None
            for part in route.parts}
    return order_report(data) if route.report else data


def _wrong(gateway, route, documents, body):
    """What is wrong with an answer, or nothing."""
    if gateway.exact and not route.failing() and not route.report:
        return "" if body == _pasted(route, documents) else "not the same bytes"
    answer, data = json.loads(body), _data(route, documents)
    if not gateway.envelope:
        there = {name: value for name, value in answer.items() if value is not None}
        return "" if there == {name: value for name, value in data.items() if value} else "other data"
    if answer["data"] != data:
        return "other data"
    failed = [error["part"] for error in answer["errors"]]
    if failed != route.failing() or answer["complete"] != (not failed):
        return f"complete: {answer['complete']}, errors of {failed}"
    return ""


def check(gateway, documents):
    """Fails unless every route of a gateway is answered rightly."""
    for path, route in gateway.routes.items():
        status, body = load.get(gateway.port, path, timeout=30)
        if status != 200:
            raise load.WrongAnswer(f"{path}: status {status}: {body[:200]!r}")
        try:
            wrong = _wrong(gateway, route, documents, body)
        except (ValueError, KeyError, TypeError) as failed:
            wrong = f"{type(failed).__name__}: {failed}"
        if wrong:
            raise load.WrongAnswer(f"{path}: {wrong}: {body[:200]!r}")
