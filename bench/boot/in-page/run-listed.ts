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
  const loads = plugins.map((plugin) => load(plugin));
  const started = new Map<string, Promise<void>>();
  const start = async ({ dependencies }: Listed, loading: Promise<{ init(): void }>) => {
    await Promise.all(dependencies.map((name) => started.get(name)));
    (await loading).init();
  };
  for (const [at, plugin] of plugins.entries()) {
    const loading = loads[at];
    if (loading) started.set(plugin.name, start(plugin, loading));
  }
  await Promise.all(started.values());
}
