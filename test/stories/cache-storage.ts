// Cache Storage in memory: what is put in comes out byte for byte, and no response can be read twice.

type Kept = {
  readonly body: ArrayBuffer;
  readonly status: number;
  readonly headers: [string, string][];
};

class MemoryCache {
  readonly #entries = new Map<string, Kept>();

  async match(url: string): Promise<Response | undefined> {
    const kept = this.#entries.get(url);
    return kept && new Response(kept.body.slice(0), kept);
  }

  async put(url: string, response: Response): Promise<void> {
    const { status, headers } = response;
    if (status === 206) throw new TypeError('a partial response cannot be kept');
    const body = await response.arrayBuffer();
    this.#entries.set(url, { body, status, headers: [...headers] });
  }

  async delete(url: string): Promise<boolean> {
    return this.#entries.delete(url);
  }

  async keys(): Promise<{ url: string }[]> {
    return [...this.#entries.keys()].map((url) => ({ url }));
  }
}

export class MemoryCacheStorage {
  readonly #caches = new Map<string, MemoryCache>();

  async open(name: string): Promise<MemoryCache> {
    const cache = this.#caches.get(name) ?? new MemoryCache();
    this.#caches.set(name, cache);
    return cache;
  }
}
