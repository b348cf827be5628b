// Asks a dev server as a browser would, and as one would that means no good.
import { type IncomingHttpHeaders, request } from 'node:http';

export type Answered = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type Asking = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Address to connect to. Default 127.0.0.1. */
  readonly at?: string;
};

/** The path goes over the wire as it is given. */
export function ask(
  port: number,
  path: string,
  { method = 'GET', headers = {}, at = '127.0.0.1' }: Asking = {},
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const host = `localhost:${port}`;
    const asked = request({ port, path, method, host: at, headers: { host, ...headers } });
    asked.once('error', reject);
    asked.once('response', (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.once('error', reject);
      response.once('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    asked.end();
  });
}

export type Listener = {
  /** Resolves when the stream has carried this text since `after` characters. */
  until(text: string, after?: number): Promise<void>;
  readonly received: () => string;
  close(): void;
};

export function listen(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const asked = request({
      port,
      path,
      host: '127.0.0.1',
      headers: { host: `localhost:${port}`, ...headers },
    });
    asked.once('error', reject);
    asked.once('response', (response) => {
      let received = '';
      const waiting = new Set<() => void>();
      response.on('data', (chunk: Buffer) => {
        received += chunk.toString();
        for (const look of waiting) look();
      });
      response.on('error', () => undefined);
      resolve({
        received: () => received,
        until: (text, after = 0) =>
          new Promise((found) => {
            const look = () => {
              if (!received.slice(after).includes(text)) return;
              waiting.delete(look);
              found();
            };
            waiting.add(look);
            look();
          }),
        close: () => asked.destroy(),
      });
    });
    asked.end();
  });
}
