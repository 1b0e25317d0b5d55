import { element } from './dom.js';

const SHOWN = 2000;

/** A button that copies a text and says so. @param {() => string} text */
export function copyButton(label, text) {
  const onclick = async ({ currentTarget: button }) => {
    button.textContent = (await copied(text())) ? 'Copied' : 'Could not copy';
    setTimeout(() => (button.textContent = label), SHOWN);
  };
  return element('button', { type: 'button', 'aria-live': 'polite', onclick }, label);
}

/** The clipboard exists only on localhost and over TLS; elsewhere a selection is copied. */
async function copied(text) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // refused: the selection may still be allowed
    }
  }
  const before = document.activeElement;
  const field = element('textarea', { class: 'unseen', readonly: true });
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  before?.focus();
  return done;
}
