export const service = new URLSearchParams(location.search).get("service") ?? "http://localhost:8080";

/** How each part is shown: a sentence, and some lines. */
const views = {
  users: users => [`${users.length} users`, users.map(user => `${user.name}, ${user.city}`)],
  orders: orders => [`${orders.length} orders`, orders.map(order => `${order.id}: ${order.status}`)],
  products: products => [`${products.length} products`,
    products.map(product => `${product.title}, ${product.price.toFixed(2)} ${product.currency}`)],
};

/** An element for a part: its value, or why there is none. */
export function section(name, value, error) {
  const copy = document.querySelector("#part").content.cloneNode(true);
  const [sentence, lines] = value ? views[name](value) : [`Missing: ${error.message}.`, []];
  copy.querySelector("section").classList.toggle("missing", !value);
  copy.querySelector("h2").textContent = name;
  copy.querySelector("p").textContent = sentence;
  copy.querySelector("ul").append(...lines.slice(0, 6).map(line => {
    const item = document.createElement("li");
    item.textContent = line;
    return item;
  }));
  return copy;
}

export function say(sentence, warn) {
  const state = document.querySelector("#state");
  state.textContent = sentence;
  state.classList.toggle("warn", warn);
}
