// A page without any loader: an import map from the list, then one import() for each plugin.
import { fetchList, startInOrder } from './run-listed.ts';

async function boot(): Promise<void> {
  const plugins = await fetchList();
  const map = document.createElement('script');
  map.type = 'importmap';
  map.textContent = JSON.stringify({
    imports: Object.fromEntries(plugins.map(({ name, src }) => [name, src])),
  });
  document.head.append(map);
  await startInOrder(plugins, ({ name }) => import(name) as Promise<{ init(): void }>);
}

boot().catch(reportError);
