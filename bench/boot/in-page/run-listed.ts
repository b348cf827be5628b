// Asks for the list that the page names, and starts plugins after those that they need.

export type Listed = {
  readonly name: string;
  readonly version: string;
  readonly src: string;
  readonly dependencies: readonly string[];
};

export async function fetchList(): Promise<readonly Listed[]> {
  const url = document.currentScript?.dataset['list'];
  if (url === undefined) throw new Error('The script tag of this page has no data-list.');
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return (await response.json()) as readonly Listed[];
}

/** The list is in an order in which every plugin stands after those that it needs. */
export async function startInOrder(
  plugins: readonly Listed[],
  load: (plugin: Listed) => Promise<{ init(): void }>,
): Promise<void> {
  const started = new Map<string, Promise<void>>();
  for (const plugin of plugins) {
    const needed = plugin.dependencies.flatMap((name) => started.get(name) ?? []);
    started.set(plugin.name, startAfter(needed, load(plugin)));
  }
  await Promise.all(started.values());
}

async function startAfter(
  needed: readonly Promise<void>[],
  loading: Promise<{ init(): void }>,
): Promise<void> {
  await Promise.all(needed);
  (await loading).init();
}
