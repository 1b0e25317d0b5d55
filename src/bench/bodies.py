"""The backends' answers: seeded, so that every run carries the same bytes."""

import json
import random

SIZES = {"users": 1_500, "orders": 8_700, "products": 7_400}
SEED = 20_240_615
WORDS = "amber birch cedar delta ember fjord grove harbor island juniper Küche Zürich".split()


def _user(rng, number):
    return {
        "id": f"u-{number}", "name": " ".join(rng.choices(WORDS, k=2)).title(),
        "email": f"{rng.choice(WORDS[:10])}{number}@example.org", "active": rng.random() < 0.8,
    }


def _order(rng, number):
    lines = [
        {"productId": f"p-{rng.randrange(40)}", "quantity": rng.randint(1, 9),
         "unitPrice": round(rng.uniform(1, 300), 2)}
        for _ in range(rng.randint(1, 4))
    ]
    return {"id": f"o-{number}", "userId": f"u-{rng.randrange(12)}", "note": None, "lines": lines}


def _product(rng, number):
    return {
        "id": f"p-{number}", "title": " ".join(rng.choices(WORDS, k=3)),
        "description": " ".join(rng.choices(WORDS, k=14)) + ' \\ "new"',
        "price": round(rng.uniform(1, 300), 2), "tags": rng.sample(WORDS, 3),
    }


def _text(items):
    return json.dumps(items, ensure_ascii=False, separators=(",", ":")).encode()


def _document(rng, make, size):
    """An array of records, compact as serializers write it, padded to the exact size in a note."""
    items = []
    while len(_text(items + [{"note": ""}])) <= size:
        items.append(make(rng, len(items)))
    items[-1] = {"note": ""}
    items[-1]["note"] = "x" * (size - len(_text(items)))
    return _text(items)


def generate():
    """The body of every backend, by name."""
    rng = random.Random(SEED)
    makers = {"users": _user, "orders": _order, "products": _product}
    return {name: _document(rng, makers[name], size) for name, size in SIZES.items()}


def answer(bodies):
    """What a gateway must answer, byte for byte."""
    data = b",".join(b'"%s":%s' % (name.encode(), body) for name, body in bodies.items())
    return b'{"complete":true,"data":{' + data + b'},"errors":[]}'
