// Listeners by event, as the emitters of Flex UI keep them; works in a browser too.

export type Listener = (...args: never[]) => unknown;

/** The part of Node's EventEmitter that plugins use on `manager.events`, `Notifications` and the like. */
export class Emitter {
  readonly #listeners = new Map<string, Listener[]>();

  addListener(event: string, listener: Listener): this {
    this.#listeners.set(event, [...this.listeners(event), listener]);
    return this;
  }

  on(event: string, listener: Listener): this {
    return this.addListener(event, listener);
  }

  once(event: string, listener: Listener): this {
    const once: Listener = (...args) => {
      this.removeListener(event, once);
      return listener(...args);
    };
    return this.addListener(event, once);
  }

  /** Removes the listener once, the newest first, as Node does. */
  removeListener(event: string, listener: Listener): this {
    const kept = [...this.listeners(event)];
    const at = kept.lastIndexOf(listener);
    if (at >= 0) kept.splice(at, 1);
    this.#listeners.set(event, kept);
    return this;
  }

  off(event: string, listener: Listener): this {
    return this.removeListener(event, listener);
  }

  removeAllListeners(event?: string): this {
    if (event === undefined) this.#listeners.clear();
    else this.#listeners.delete(event);
    return this;
  }

  listeners(event: string): readonly Listener[] {
    return this.#listeners.get(event) ?? [];
  }

  listenerCount(event: string): number {
    return this.listeners(event).length;
  }

  /** Calls the listeners in order; one that throws throws here. */
  emit(event: string, ...args: unknown[]): boolean {
    const listeners = this.listeners(event);
    for (const listener of listeners) (listener as (...args: unknown[]) => unknown)(...args);
    return listeners.length > 0;
  }
}
