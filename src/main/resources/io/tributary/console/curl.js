/** The command that asks again. Values that were hidden stay hidden: they are an ellipsis to replace. */
export function curl({ method, scheme, host, url, headers }) {
  const words = ['curl', method === 'HEAD' ? '-I' : '-i', quoted(`${scheme}://${host}${url}`)];
  const sent = method === 'POST' ? ['-H', quoted('Content-Type: application/json'), '-d', quoted('…')] : [];
  return [...words, ...headers.flatMap((name) => ['-H', quoted(`${name}: …`)]), ...sent].join(' ');
}

/** One word for a POSIX shell. */
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
