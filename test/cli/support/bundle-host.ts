// A host of bundles on loopback: serves what the test says, with CORS headers or without.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type BundleHost = {
  readonly url: string;
  /** By path. */
  readonly files: Map<string, HostedFile>;
  close(): Promise<void>;
};

export type HostedFile = {
  readonly body: string;
  readonly type?: string;
  readonly status?: number;
  readonly cors?: string;
};

export async function startBundleHost(): Promise<BundleHost> {
  const files = new Map<string, HostedFile>();
  const server = createServer((request, response) => {
    const {
      body = 'not here',
      type = 'text/javascript',
      status = 200,
      cors = '*',
    } = files.get(request.url ?? '') ?? { status: 404 };
    response.writeHead(status, {
      'Content-Type': type,
      ...(cors && { 'Access-Control-Allow-Origin': cors }),
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
