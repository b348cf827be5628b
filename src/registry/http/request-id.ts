// Every request has an id for logs and the audit trail: the caller's own where it is harmless text, else a new one.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const HARMLESS = /^[\w.:-]{1,100}$/;

export function newRequestId(request: IncomingMessage | { headers: IncomingMessage['headers'] }) {
  const given = request.headers['x-request-id'];
  if (typeof given === 'string' && HARMLESS.test(given)) return given;
  return `RQ${randomHex()}`;
}

const ID_BYTES = 16;
/** To ask for chance costs more than the chance, so it is asked for many ids at once. */
const IDS_AT_ONCE = 256;
let digits = '';
let used = 0;

function randomHex(): string {
  if (used === digits.length) {
    digits = randomBytes(ID_BYTES * IDS_AT_ONCE).toString('hex');
    used = 0;
  }
  used += 2 * ID_BYTES;
  return digits.slice(used - 2 * ID_BYTES, used);
}
