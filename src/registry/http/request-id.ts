// Every request has an id for logs and the audit trail: the caller's own where it is harmless text, else a new one.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const HARMLESS = /^[\w.:-]{1,100}$/;

export function newRequestId(request: IncomingMessage | { headers: IncomingMessage['headers'] }) {
  const given = request.headers['x-request-id'];
  if (typeof given === 'string' && HARMLESS.test(given)) return given;
  return `RQ${randomBytes(16).toString('hex')}`;
}
