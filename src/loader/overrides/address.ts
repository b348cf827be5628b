// Takes the two parameters out of the page's address, so that nobody passes them on by copying it.

export type Asked = { readonly pluginDev?: string; readonly plugins?: string };

const PARAMETERS = { 'plugin-dev': 'pluginDev', plugins: 'plugins' } as const;

/** The address is the only input; who opened, framed or messaged the page has no say. */
export function takeParameters(): Asked {
  const parameters = new URLSearchParams(location.search);
  const asked = Object.fromEntries(
    Object.entries(PARAMETERS).flatMap(([parameter, name]) => {
      const values = parameters.getAll(parameter);
      return values.length > 0 ? [[name, values.join(',')]] : [];
    }),
  );
  if (Object.keys(asked).length === 0) return asked;
  // The other parameters keep the very characters they came with.
  const parts = location.search.slice(1).split('&');
  const others = parts.filter((part) => part !== '' && !Object.hasOwn(PARAMETERS, nameOf(part)));
  const search = others.length > 0 ? `?${others.join('&')}` : '';
  history.replaceState(history.state, '', location.pathname + search + location.hash);
  return asked;
}

/** Decoded as above, so that no parameter takes effect under one name and stays under another. */
function nameOf(part: string): string {
  // Without a mark of its own a part would lose one that belongs to its name.
  const [name = ''] = new URLSearchParams(`?${part}`).keys();
  return name;
}
