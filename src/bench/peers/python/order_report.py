"""Orders joined with their users and products, revenue by country, the ten best-selling products; money in cents."""


def _cents(price):
    return round(float(price or 0) * 100)


def _by_id(rows):
    return {row["id"]: row for row in rows or [] if row.get("id")}


def _ranked(groups):
    return sorted(groups.values(), key=lambda group: (-group["value"], group["id"]))


def _line(line, products):
    price, quantity = _cents(line.get("unitPrice")), line.get("quantity") or 0
    product = products.get(line.get("productId"), {})
    return {"productId": line.get("productId"), "title": product.get("title"), "quantity": quantity,
            "price": price, "total": round(price * quantity)}


def _joined(order, users, products):
    user = users.get(order.get("userId"), {})
    lines = [_line(line, products) for line in order.get("lines") or []]
    return {
        "id": order.get("id"), "placedAt": order.get("placedAt"), "currency": order.get("currency"),
        "customer": {"id": order.get("userId"), "name": user.get("name"),
                     "country": user.get("country") or "unknown"},
        "lines": lines, "total": sum(line["total"] for line in lines),
    }


def _shown(order):
    lines = [{"productId": line["productId"], "title": line["title"], "quantity": line["quantity"],
              "unitPrice": line["price"] / 100, "total": line["total"] / 100} for line in order["lines"]]
    return order | {"lines": lines, "total": order["total"] / 100}


def order_report(data):
    users, products = _by_id(data["users"]), _by_id(data["products"])
    orders = [_joined(order, users, products) for order in data["orders"] or []]
    countries, sold = {}, {}
    for order in orders:
        country = order["customer"]["country"]
        group = countries.setdefault(country, {"id": country, "value": 0, "orders": 0})
        group["value"] += order["total"]
        group["orders"] += 1
        for line in filter(lambda line: line["productId"], order["lines"]):
            group = sold.setdefault(line["productId"], {
                "id": line["productId"], "value": 0, "title": line["title"], "revenue": 0})
            group["value"] += line["quantity"]
            group["revenue"] += line["total"]
    return {
        "orders": [_shown(order) for order in orders],
        "revenueByCountry": [{"country": group["id"], "orders": group["orders"], "revenue": group["value"] / 100}
                             for group in _ranked(countries)],
        "topProducts": [{"productId": group["id"], "title": group["title"], "quantity": group["value"],
                         "revenue": group["revenue"] / 100} for group in _ranked(sold)[:10]],
    }
