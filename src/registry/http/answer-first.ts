// Lets prepared answers go out in front of the framework, for the few requests of which there are very many.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** True when the request was answered; a request that is not, goes on to its route, which answers all of them. */
export type FastAnswer = (request: IncomingMessage, response: ServerResponse) => boolean;

export function answerFirst(app: FastifyInstance, answers: readonly FastAnswer[]): void {
  const { server } = app;
  const listeners = server.listeners('request') as ((
    request: IncomingMessage,
    response: ServerResponse,
  ) => void)[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (answers.some((answer) => answer(request, response))) return;
    for (const listener of listeners) listener.call(server, request, response);
  });
}
