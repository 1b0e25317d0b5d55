// Orders joined with their users and products, revenue by country, the ten best-selling products; money in cents.
const cents = price => Math.round((Number(price) || 0) * 100)
const byId = rows => new Map((rows ?? []).filter(row => row.id).map(row => [row.id, row]))
const ranked = rows => rows.sort((a, b) => b.value - a.value || (a.id < b.id ? -1 : 1))
const total = rows => rows.reduce((sum, row) => sum + row.total, 0)

function joined(order, users, products) {
  const user = users.get(order.userId)
  const lines = (order.lines ?? []).map(({ productId = null, quantity, unitPrice }) => {
    const price = cents(unitPrice)
    const title = products.get(productId)?.title ?? null
    return { productId, title, quantity: quantity ?? 0, price, total: Math.round(price * (quantity ?? 0)) }
  })
  const { id = null, placedAt = null, currency = null, userId = null } = order
  const customer = { id: userId, name: user?.name ?? null, country: user?.country ?? 'unknown' }
  return { id, placedAt, currency, customer, lines, total: total(lines) }
}

function grouped(rows, key, start, add) {
  const groups = new Map()
  for (const row of rows) {
    const id = key(row)
    if (!groups.has(id)) groups.set(id, { id, value: 0, ...start(row) })
    add(groups.get(id), row)
  }
  return ranked([...groups.values()])
}

export function orderReport({ users, orders, products }) {
  const usersById = byId(users)
  const productsById = byId(products)
  const all = (orders ?? []).map(order => joined(order, usersById, productsById))
  const countries = grouped(all, order => order.customer.country, () => ({ orders: 0 }), (group, order) => {
    group.orders += 1
    group.value += order.total
  })
  const sold = grouped(all.flatMap(order => order.lines), line => line.productId,
    line => ({ title: line.title, revenue: 0 }), (group, line) => {
      group.value += line.quantity
      group.revenue += line.total
    })
  return {
    orders: all.map(order => ({
      ...order,
      lines: order.lines.map(({ price, total, ...line }) => ({ ...line, unitPrice: price / 100, total: total / 100 })),
      total: order.total / 100
    })),
    revenueByCountry: countries.map(({ id, orders, value }) => ({ country: id, orders, revenue: value / 100 })),
    topProducts: sold.slice(0, 10).map(({ id, title, value, revenue }) =>
      ({ productId: id, title, quantity: value, revenue: revenue / 100 }))
  }
}
