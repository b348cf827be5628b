// Speaks the DevTools protocol over two pipes, and switches on nothing that a measurement did not ask for:
// Playwright would watch every request of the page and slow down what has many.
import type { Readable, Writable } from 'node:stream';

export type Devtools = {
  /** Rejects when Chromium says no, or is gone. */
  send<T>(method: string, params?: object, sessionId?: string): Promise<T>;
};

type Reply = {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { message: string };
};
type Waiting = { resolve(result: unknown): void; reject(error: Error): void };

export function openDevtools(toBrowser: Writable, fromBrowser: Readable): Devtools {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let rest = '';

  const receive = (text: string) => {
    const { id, result, error } = JSON.parse(text) as Reply;
    const asked = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || !asked) return;
    waiting.delete(id);
    if (error) asked.reject(new Error(error.message));
    else asked.resolve(result);
  };
  fromBrowser.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages) receive(message);
  });
  const giveUp = () => {
    for (const asked of waiting.values()) asked.reject(new Error('Chromium has ended.'));
    waiting.clear();
  };
  fromBrowser.on('close', giveUp);
  // What is written to a browser that has ended is lost, and `close` says so.
  toBrowser.on('error', giveUp);
  return {
    send: <T>(method: string, params: object = {}, sessionId?: string) =>
      new Promise<T>((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { resolve: (result) => resolve(result as T), reject });
        toBrowser.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      }),
  };
}
