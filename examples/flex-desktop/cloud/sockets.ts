// The WebSocket side of the double: TaskRouter's event channel and Twilsock.
import type { WebSocket } from 'ws';
import { ACCOUNT_SID, WORKER_SID, WORKSPACE_SID } from './sids.ts';
import { readHeader, writeReply } from './twilsock-frame.ts';

const HEARTBEAT_MS = 10_000;
const DAY_MS = 86_400_000;

/** Serves a socket that the page meant for `host`; a host the double does not know is closed at once. */
export function serveSocket(host: string, socket: WebSocket): void {
  if (host.startsWith('event-bridge.')) serveTaskRouterEvents(socket);
  else if (host.startsWith('tsock.')) serveTwilsock(socket);
  else socket.close(1008, `The local double of Twilio has no socket ${host}`);
}

function serveTaskRouterEvents(socket: WebSocket): void {
  const payload = {
    channel_id: WORKER_SID,
    account_sid: ACCOUNT_SID,
    workspace_sid: WORKSPACE_SID,
    token_lifetime: DAY_MS,
  };
  socket.send(JSON.stringify({ event_type: 'init', payload }));
  // Flex UI takes a quiet channel for a lost connection.
  const heartbeat = setInterval(() => socket.send(' '), HEARTBEAT_MS);
  socket.on('close', () => clearInterval(heartbeat));
}

function serveTwilsock(socket: WebSocket): void {
  socket.on('message', (bytes: Buffer) => {
    const header = readHeader(bytes);
    if (header === undefined) return;
    const reply = replyTo(header.method, header.id);
    if (reply !== undefined) socket.send(reply);
  });
}

function replyTo(method: string, id: string): Buffer | undefined {
  switch (method) {
    case 'init':
      return writeReply(id, {
        continuation_token: 'local',
        continuation_token_status: { reissued: false },
        capabilities: ['client_update', 'telemetry.v1'],
        init_registrations: [],
        debug_info: {},
        offline_storage: {},
      });
    case 'message':
      return writeReply(
        id,
        { http_status: { code: 404, status: 'NOT FOUND' } },
        { code: 20404, message: 'not found', status: 404 },
      );
    case 'update':
    case 'close':
      return writeReply(id);
    default:
      return undefined;
  }
}
