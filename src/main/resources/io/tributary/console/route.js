/** Where the reader is, in the fragment of the address: a view, an opened thing and filters, so that a link can be shared. */

/** @typedef {{view: string, item: string, filters: URLSearchParams}} Route */

/** @returns {Route} what the address says */
export function currentRoute() {
  const [path, query = ''] = location.hash.slice(1).split(/\?(.*)/s);
  const [view, ...item] = path.split('/');
  return { view: view || 'requests', item: decoded(item.join('/')), filters: new URLSearchParams(query) };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The link to a view, an opened thing in it, and filters. */
export function link(view, item = '', filters = new URLSearchParams()) {
  const query = filters.toString();
  return `#${view}${item === '' ? '' : `/${encodeURIComponent(item)}`}${query && `?${query}`}`;
}

/** Changes the filters in place: the reader's way back does not lead through every key that was typed. */
export function replaceFilters(route, filters) {
  history.replaceState(null, '', link(route.view, route.item, filters));
  dispatchEvent(new HashChangeEvent('hashchange'));
}
