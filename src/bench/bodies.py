"""The backends' answers: seeded, so that every run carries the same bytes."""

import json
import random

SIZES = {"users": 1_500, "orders": 8_700, "products": 7_400}
OTHER_SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1000k": 1_000_000}
SEED = 20_240_615
WORDS = "amber birch cedar delta ember fjord grove harbor island juniper Küche Zürich".split()
COUNTRIES = ("DE", "FR", "IT", "PT")


def _user(rng, number):
    return {
        "id": f"u-{number}", "name": " ".join(rng.choices(WORDS, k=2)).title(),
        "email": f"{rng.choice(WORDS[:10])}{number}@example.org", "active": rng.random() < 0.8,
        "country": rng.choice(COUNTRIES),
    }


def _order(rng, number):
    lines = [
        {"productId": f"p-{rng.randrange(40)}", "quantity": rng.randint(1, 9),
         "unitPrice": round(rng.uniform(1, 300), 2)}
        for _ in range(rng.randint(1, 4))
    ]
    return {"id": f"o-{number}", "userId": f"u-{rng.randrange(12)}", "note": None,
            "placedAt": f"2024-06-{rng.randint(10, 28)}T09:30:00Z", "currency": "EUR", "lines": lines}


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
    items, left = [], size - len(_text([{"note": ""}]))
    while True:
        item = make(rng, len(items))
        left -= len(_text([item])) - 1  # its own brackets go, a comma comes
        if left < 0:
            break
        items.append(item)
    items.append({"note": ""})
    items[-1]["note"] = "x" * (size - len(_text(items)))
    return _text(items)


def generate():
    """The body of every path of the backends, by name."""
    rng = random.Random(SEED)
    makers = {"users": _user, "orders": _order, "products": _product}
    documents = {name: _document(rng, makers[name], size) for name, size in SIZES.items()}
    return documents | {name: _document(rng, _product, size) for name, size in OTHER_SIZES.items()}
