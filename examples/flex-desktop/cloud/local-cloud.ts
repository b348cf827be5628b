// The local double of Twilio's cloud: everything below /twilio/<host>/ of the desktop's own server.
import type { FastifyInstance } from 'fastify';
import { WebSocketServer } from 'ws';
import { answerRequest } from './cloud-route.ts';
import { FLEX_ROUTES } from './flex-routes.ts';
import { serveSocket } from './sockets.ts';
import { taskRouterRoutes } from './task-router-routes.ts';
import { createWorker } from './worker.ts';

const TWILIO_ADDRESS = /^\/twilio\/([\w.-]+)(\/[^?]*)/;

/** Adds the HTTP and the WebSocket endpoints to a server; its state lives as long as the server. */
export function addLocalCloud(server: FastifyInstance): void {
  void server.register(async (cloud) => addHttp(cloud));
  addSockets(server);
}

function addHttp(cloud: FastifyInstance): void {
  const routes = [...FLEX_ROUTES, ...taskRouterRoutes(createWorker())];
  // Twilio's SDKs name all sorts of content types; each route reads its own body.
  cloud.removeAllContentTypeParsers();
  cloud.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  cloud.all('/twilio/*', (request, reply) => {
    const [, host = '', path = ''] = TWILIO_ADDRESS.exec(request.url) ?? [];
    const body = typeof request.body === 'string' ? request.body : '';
    const answer = answerRequest(routes, { method: request.method, host, path, body });
    return reply
      .code(answer.status)
      .header('cache-control', 'no-store')
      .type(answer.contentType)
      .send(answer.body);
  });
}

function addSockets(server: FastifyInstance): void {
  const sockets = new WebSocketServer({ noServer: true });
  server.server.on('upgrade', (request, connection, head) => {
    const host = TWILIO_ADDRESS.exec(request.url ?? '')?.[1];
    if (host === undefined) {
      connection.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, connection, head, (socket) => {
      socket.on('error', (error) => server.log.warn(error));
      serveSocket(host, socket);
    });
  });
  server.addHook('preClose', async () => {
    for (const socket of sockets.clients) socket.terminate();
  });
}
