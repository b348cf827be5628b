// Reads what is left of a refused request and throws it away: most clients read no answer before they have sent all.
import type { IncomingMessage } from 'node:http';

/** Who sends more than this after a refusal loses the connection instead. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_MS = 5_000;

export function drainRequest(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    if (request.destroyed || request.readableEnded) {
      resolve();
      return;
    }
    let left = MAX_BYTES;
    const deadline = setTimeout(stop, MAX_MS);
    request.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) stop();
    });
    request.once('end', stop);
    request.once('close', stop);
    request.once('error', stop);
    request.unpipe();
    request.resume();

    function stop(): void {
      clearTimeout(deadline);
      resolve();
    }
  });
}
