// IndexedDB in memory as far as one key-value store needs it: open, get, put, delete. No indexes, no cursors.

type Stores = Map<string, Map<string, unknown>>;
type Request<T> = {
  result: T;
  error: null;
  onsuccess?: () => void;
  onupgradeneeded?: () => void;
};

/** Stored values are copies, as in a browser: what is changed later does not change them. */
export class MemoryIndexedDb {
  readonly #databases = new Map<string, Stores>();

  open(name: string): Request<object> {
    const isNew = !this.#databases.has(name);
    const stores = this.#databases.get(name) ?? new Map<string, Map<string, unknown>>();
    this.#databases.set(name, stores);
    const request: Request<object> = { result: openDatabase(stores), error: null };
    queueMicrotask(() => {
      if (isNew) request.onupgradeneeded?.();
      request.onsuccess?.();
    });
    return request;
  }
}

function openDatabase(stores: Stores): object {
  const database = {
    close: () => undefined,
    createObjectStore: (name: string) => void stores.set(name, new Map()),
    transaction: (name: string) => ({ objectStore: () => objectStore(name) }),
  };
  const objectStore = (name: string) => {
    const items = stores.get(name);
    if (!items) throw new DOMException(`There is no store ${name}.`, 'NotFoundError');
    const transaction: { db: object; oncomplete?: () => void } = { db: database };
    queueMicrotask(() => transaction.oncomplete?.());
    return {
      transaction,
      get: (key: string) => succeed(structuredClone(items.get(key))),
      put: (value: unknown, key: string) => succeed(items.set(key, structuredClone(value))),
      delete: (key: string) => succeed(items.delete(key)),
    };
  };
  return database;
}

function succeed<T>(result: T): Request<T> {
  const request: Request<T> = { result, error: null };
  queueMicrotask(() => request.onsuccess?.());
  return request;
}
