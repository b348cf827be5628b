// Stands before a registry and lets through so many requests that import releases; what comes then is never answered.
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ImportGate = {
  readonly url: string;
  /** Resolves when a request came for which there was no room. */
  readonly full: Promise<void>;
  close(): Promise<void>;
};

export async function startImportGate(registryUrl: string, room: number): Promise<ImportGate> {
  let passed = 0;
  let shut: () => void = () => undefined;
  const full = new Promise<void>((resolve) => {
    shut = resolve;
  });
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.once('end', () => {
      const body = Buffer.concat(chunks);
      if (body.includes('Releases=') && passed++ === room) {
        shut();
        return;
      }
      const { method, headers, url: path } = incoming;
      const onward = request(`${registryUrl}${path}`, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    full,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
