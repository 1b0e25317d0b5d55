/**
 * Elements from data. Whatever a client or a backend sent becomes text or an attribute, never markup: this file offers
 * nothing else.
 */

const SVG = 'http://www.w3.org/2000/svg';
const HANDLERS = ['onclick', 'oninput', 'onchange', 'onsubmit', 'onkeydown'];

/**
 * An HTML element.
 *
 * @param {string} tag
 * @param {Object} attributes functions are handlers (`onclick`), `place` holds CSS properties; undefined and false are
 *   left out
 * @param {...(Node|string|number|Array|undefined|null|false)} children
 */
export function element(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function drawing(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(target, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      target[name] = value;
    } else if (name === 'place') {
      Object.entries(value).forEach(([property, at]) => target.style.setProperty(property, at));
    } else if (isThere(value)) {
      target.setAttribute(name, value === true ? '' : String(value));
    }
  }
  target.append(...children.flat(Infinity).filter(isThere));
  return target;
}

function isThere(value) {
  return value !== undefined && value !== null && value !== false;
}

/**
 * Makes the shown element look like the wanted one and keeps what is alike, so that focus, selection and scrolling
 * survive an update. Elements with different `data-key` are different things.
 */
export function update(shown, wanted) {
  if (shown.nodeName !== wanted.nodeName || shown.dataset?.key !== wanted.dataset?.key) {
    shown.replaceWith(wanted);
  } else if (shown.nodeType === Node.TEXT_NODE) {
    if (shown.data !== wanted.data) shown.data = wanted.data;
  } else {
    copyAttributes(shown, wanted);
    updateChildren(shown, [...wanted.childNodes]);
  }
}

/** Makes the wanted nodes the children of the shown element. */
export function updateChildren(shown, wanted) {
  const old = [...shown.childNodes];
  wanted.forEach((child, index) => (index < old.length ? update(old[index], child) : shown.append(child)));
  old.slice(wanted.length).forEach((child) => child.remove());
}

function copyAttributes(shown, wanted) {
  for (const name of shown.getAttributeNames()) {
    if (!wanted.hasAttribute(name)) shown.removeAttribute(name);
  }
  for (const name of wanted.getAttributeNames()) {
    const value = wanted.getAttribute(name);
    if (shown.getAttribute(name) === value) continue;
    // The policy of the page forbids style attributes, but not what scripts set.
    if (name === 'style') shown.style.cssText = wanted.style.cssText;
    else shown.setAttribute(name, value);
  }
  HANDLERS.forEach((name) => {
    if (shown[name] !== wanted[name]) shown[name] = wanted[name];
  });
}
