// Reads and writes frames of Twilsock, the protocol of Twilio's sync and conversation sockets:
// `TWILSOCK V3.0 <header bytes>\r\n<header>\r\n<payload>`, header and payload in JSON.
import { isRecord, parseJson } from './parse-json.ts';

const PREAMBLE = /^TWILSOCK V3\.0 (\d{1,6})\r\n/;

export type TwilsockHeader = { readonly method: string; readonly id: string };

/** The header of a client's frame, or undefined when the bytes are no such frame. */
export function readHeader(frame: Buffer): TwilsockHeader | undefined {
  const preamble = PREAMBLE.exec(frame.toString('latin1', 0, 32));
  if (preamble === null) return undefined;
  const start = preamble[0].length;
  const header = parseJson(frame.toString('utf8', start, start + Number(preamble[1])));
  if (!isRecord(header)) return undefined;
  const { method, id } = header;
  return typeof method === 'string' && typeof id === 'string' ? { method, id } : undefined;
}

/** A reply to the request with this id; `extra` joins the header. */
export function writeReply(id: string, extra: object = {}, payload?: object): Buffer {
  const body = payload === undefined ? '' : JSON.stringify(payload);
  const header = JSON.stringify({
    method: 'reply',
    id,
    payload_type: 'application/json',
    payload_size: Buffer.byteLength(body),
    status: { code: 200, status: 'OK', description: '' },
    http_header: {},
    ...extra,
  });
  return Buffer.from(`TWILSOCK V3.0 ${Buffer.byteLength(header)}\r\n${header}\r\n${body}`);
}
