const service = new URLSearchParams(location.search).get("service") ?? "http://localhost:8080";

/** How each part is shown: a sentence, and some lines. */
const views = {
  users: users => [`${users.length} users`, users.map(user => `${user.name}, ${user.city}`)],
  orders: orders => [`${orders.length} orders`, orders.map(order => `${order.id}: ${order.status}`)],
  products: products => [`${products.length} products`,
    products.map(product => `${product.title}, ${product.price.toFixed(2)} ${product.currency}`)],
};

async function ask() {
  const response = await fetch(`${service}/aggregate`);
  const body = await response.json();
  if (!response.ok) {
    throw new Error(`${body.title}: ${body.detail}`);
  }
  const errors = new Map(body.errors.map(error => [error.part, error]));
  document.querySelector("#parts").replaceChildren(
    ...Object.entries(body.data).map(([name, value]) => section(name, value, errors.get(name))));
  say(body.complete ? "Everything is here." : `Missing: ${[...errors.keys()].join(", ")}.`, !body.complete);
}

function section(name, value, error) {
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

function say(sentence, warn) {
  const state = document.querySelector("#state");
  state.textContent = sentence;
  state.classList.toggle("warn", warn);
}

function refresh() {
  ask().catch(failure => say(`The service did not answer: ${failure.message}`, true));
}

document.querySelector("#again").addEventListener("click", refresh);
refresh();
