// Asks the registry for what names the live release, at the address that the page gave its script.

/** To be called while the script of the page is evaluated for the first time. */
export async function fetchList<List>(): Promise<List> {
  const url = document.currentScript?.dataset['list'];
  if (url === undefined) throw new Error('The script tag of this page has no data-list.');
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return (await response.json()) as List;
}
