// Answers what is no HTTP request, or none in time, in the error shape too; after it the connection is over.
import type { Socket } from 'node:net';
import { ApiError, errorResource } from './api-error.ts';

const ERRORS: Readonly<Record<string, readonly [number, string, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'header-too-large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'request-timeout'],
};

export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, text, reason] = ERRORS[error.code ?? ''] ?? [400, 'Bad Request', 'not-http'];
  const body = JSON.stringify(errorResource(new ApiError(status, text, { details: { reason } })));
  socket.end(
    `HTTP/1.1 ${status} ${text}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
