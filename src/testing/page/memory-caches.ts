// Cache Storage in memory: what is put in comes out byte for byte, by address.

type Kept = {
  readonly body: ArrayBuffer;
  readonly status: number;
  readonly headers: [string, string][];
};

export class MemoryCaches {
  readonly #caches = new Map<string, MemoryCache>();

  async open(name: string): Promise<MemoryCache> {
    const cache = this.#caches.get(name) ?? new MemoryCache();
    this.#caches.set(name, cache);
    return cache;
  }
}

class MemoryCache {
  readonly #entries = new Map<string, Kept>();

  async match(url: string): Promise<Response | undefined> {
    const kept = this.#entries.get(url);
    return kept && new Response(kept.body.slice(0), kept);
  }

  async put(url: string, response: Response): Promise<void> {
    const { status, headers } = response;
    this.#entries.set(url, { body: await response.arrayBuffer(), status, headers: [...headers] });
  }

  async delete(url: string): Promise<boolean> {
    return this.#entries.delete(url);
  }

  async keys(): Promise<{ url: string }[]> {
    return [...this.#entries.keys()].map((url) => ({ url }));
  }
}
