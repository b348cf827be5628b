// The measure: a bare node:http server that sends one prepared answer, whatever is asked.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { offer } from './calls.ts';
import { aboutSelf } from './self.ts';

export type PreparedAnswer = {
  readonly status: number;
  /** Names and values in turn, as Node takes them fastest. */
  readonly headers: readonly string[];
  readonly bodyBase64: string;
};

let status = 200;
let headers: string[] = [];
let body = Buffer.alloc(0);

const server = createServer((_request, response) => {
  response.writeHead(status, headers);
  response.end(body);
});
// As the registry has it, so that the header Keep-Alive is the same.
server.keepAliveTimeout = 10_000;
server.listen(0, '127.0.0.1');
await once(server, 'listening');

const offers = {
  ...aboutSelf,
  port: () => (server.address() as AddressInfo).port,
  answerWith: (answer: PreparedAnswer) => {
    ({ status } = answer);
    headers = [...answer.headers];
    body = Buffer.from(answer.bodyBase64, 'base64');
  },
};

export type BareOffers = typeof offers;

offer(offers);
