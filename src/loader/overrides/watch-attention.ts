// Tells when a person has had this page before them for so long that a click there is meant for what it shows.

/**
 * Calls back with `true` once the page has been visible and in focus for `ms` without a break, and with
 * `false` at first and at each break, from where the time begins anew. Call the result to stop it.
 */
export function watchAttention(ms: number, onChange: (isSteady: boolean) => void): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const begin = () => {
    clearTimeout(timer);
    onChange(false);
    if (hasAttention()) timer = setTimeout(() => onChange(hasAttention()), ms);
  };
  for (const type of ['blur', 'focus']) globalThis.addEventListener(type, begin, { signal });
  document.addEventListener('visibilitychange', begin, { signal });
  begin();
  return () => {
    clearTimeout(timer);
    ending.abort();
  };
}

function hasAttention(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}
