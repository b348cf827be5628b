// A Plugins API of one's own making on a loopback port: answers what the test says and remembers what it was asked.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PluginsApi } from '../../src/client/index.ts';

export type SeenRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly form: URLSearchParams;
};

export type Answer = (request: SeenRequest, response: ServerResponse) => void;

export type LoopbackApi = {
  readonly api: PluginsApi;
  readonly seen: SeenRequest[];
  answer: Answer;
  close(): Promise<void>;
};

export async function startLoopbackApi(answer: Answer): Promise<LoopbackApi> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const asked = { method, url, headers, form };
      seen.push(asked);
      loopback.answer(asked, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const loopback: LoopbackApi = {
    api: { baseUrl: `http://127.0.0.1:${port}`, fetch },
    seen,
    answer,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
  return loopback;
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** Runs what is expected to fail and hands over its error. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('expected a failure');
}
