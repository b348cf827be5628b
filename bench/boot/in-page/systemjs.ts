// A page with plain SystemJS: its import map comes from the list, and it imports everything at once.
import 'systemjs/dist/s.js';
import { fetchList, startInOrder } from './run-listed.ts';

type System = {
  addImportMap(map: { imports: Readonly<Record<string, string>> }): void;
  import<Module>(name: string): Promise<Module>;
};

async function boot(): Promise<void> {
  const { System } = globalThis as unknown as { System: System };
  const plugins = await fetchList();
  System.addImportMap({ imports: Object.fromEntries(plugins.map(({ name, src }) => [name, src])) });
  await startInOrder(plugins, ({ name }) => System.import(name));
}

boot().catch(reportError);
