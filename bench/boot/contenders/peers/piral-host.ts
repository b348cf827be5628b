// The app shell of Piral: pilets from the feed of the registry, loaded with its standard strategy.
import { createListener, initializeApi, standardStrategy, startLoadingPilets } from 'piral-base';
import { fetchList } from './fetch-list.ts';

type Feed = { readonly items: readonly object[] };

function boot(): void {
  const feed = fetchList<Feed>();
  const events = createListener();
  startLoadingPilets({
    createApi: (target) => initializeApi(target, events),
    fetchPilets: async () => (await feed).items,
    strategy: standardStrategy,
  }).connect((error) => {
    if (error !== undefined) reportError(error);
  });
}

boot();
