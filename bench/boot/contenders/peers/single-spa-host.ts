// The root config of single-spa: import map from the registry, then one application for each plugin in it.
import { registerApplication, start } from 'single-spa';
import { fetchList } from './fetch-list.ts';

type ImportMap = { readonly imports: Readonly<Record<string, string>> };

async function boot(): Promise<void> {
  const map = await fetchList<ImportMap>();
  addImportMap(map);
  for (const name of Object.keys(map.imports)) {
    registerApplication({ name, app: () => import(name), activeWhen: '/' });
  }
  start();
}

/** What @single-spa/import-map-injector does with an external map. */
function addImportMap(map: ImportMap): void {
  const script = document.createElement('script');
  script.type = 'importmap';
  script.textContent = JSON.stringify(map);
  document.head.append(script);
}

boot().catch(reportError);
