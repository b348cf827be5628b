// A storage that takes longer than a connection may be silent: the upload is answered all the same.
import { upload } from './hosting-registry.ts';
import { type RegistryOverStore, startRegistryOverStore } from './registry-over-store.ts';

const REQUEST_TIMEOUT_MS = 300;
/** Longer than a silent connection lives, which is twice the time that a request has. */
const STORE_MS = 4 * REQUEST_TIMEOUT_MS;

let registry: RegistryOverStore;
afterEach(() => registry.stop());

test('an upload is answered however long the storage takes', async () => {
  registry = await startRegistryOverStore(
    (store) => ({
      ...store,
      put: async (key, file) => {
        await new Promise((resolve) => setTimeout(resolve, STORE_MS));
        return store.put(key, file);
      },
    }),
    { requestTimeoutMs: REQUEST_TIMEOUT_MS },
  );
  const answer = await upload(registry.account, 'slow', [['bundle.js', 'code()']], {
    Version: '1.0.0',
  });
  expect(answer.status).toBe(201);
  const { status } = await registry.account.get('Plugins/slow/Versions/1.0.0');
  expect(status).toBe(200);
});
