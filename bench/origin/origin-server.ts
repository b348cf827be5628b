// One origin: files from memory by HTTP/1.1 or HTTP/2, both over TLS, on a local socket behind the proxy.
import { once } from 'node:events';
import { createSecureServer } from 'node:http2';
import { createServer } from 'node:https';
import type { Answer, Question } from './answer.ts';
import type { Certificate } from './certificate.ts';

export type Protocol = 'h1' | 'h2';

export type OriginServer = { close(): Promise<void> };

/** A browser that is measured must never wait for a connection that the server gave up. */
const KEEP_ALIVE_MS = 120_000;

export async function startOriginServer(
  socketPath: string,
  protocol: Protocol,
  certificate: Certificate,
  answer: (question: Question) => Answer,
): Promise<OriginServer> {
  const server =
    protocol === 'h2' ? http2Server(certificate, answer) : http1Server(certificate, answer);
  server.listen(socketPath);
  await once(server, 'listening');
  return {
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

function http2Server({ key, cert }: Certificate, answer: (question: Question) => Answer) {
  const server = createSecureServer({ key, cert, allowHTTP1: false });
  // A browser that is closed resets what it no longer needs.
  server.on('sessionError', () => undefined);
  server.on('stream', (stream, headers) => {
    stream.on('error', () => stream.destroy());
    const {
      status,
      headers: sent,
      bytes,
    } = answer({
      path: headers[':path'] ?? '/',
      ifNoneMatch: headers['if-none-match'],
    });
    stream.respond({ ':status': status, ...sent });
    stream.end(bytes);
  });
  return server;
}

function http1Server({ key, cert }: Certificate, answer: (question: Question) => Answer) {
  const options = { key, cert, keepAliveTimeout: KEEP_ALIVE_MS };
  return createServer(options, (request, response) => {
    const { status, headers, bytes } = answer({
      path: request.url ?? '/',
      ifNoneMatch: request.headers['if-none-match'],
    });
    response.writeHead(status, headers);
    response.end(bytes);
  });
}
