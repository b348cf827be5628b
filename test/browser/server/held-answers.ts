// Answers that a server keeps back until a test wants them: to prove that what comes late is never run.
import type { ServerResponse } from 'node:http';

const DRIP_EVERY_MS = 100;

export type HeldAnswers = {
  hang(response: ServerResponse, finish: () => void): void;
  drip(response: ServerResponse, body: string): void;
  /** Resolves when every answer has ended, because it was sent or because nobody waited for it any more. */
  release(): Promise<void>;
};

export function createHeldAnswers(): HeldAnswers {
  const held = new Map<ServerResponse, () => void>();

  const hold = (response: ServerResponse, finish: () => void, stop = () => {}) => {
    held.set(response, finish);
    response.once('close', () => {
      stop();
      held.delete(response);
    });
  };

  return {
    hang: (response, finish) => hold(response, finish),
    drip: (response, body) => {
      let sent = 0;
      // The last byte stays back, however long the test takes.
      const timer = setInterval(() => {
        if (sent < body.length - 1) response.write(body[sent++]);
      }, DRIP_EVERY_MS);
      const stop = () => clearInterval(timer);
      hold(
        response,
        () => {
          stop();
          response.end(body.slice(sent));
        },
        stop,
      );
    },
    release: async () => {
      const ended = [...held.keys()].map(
        (response) => new Promise((resolve) => response.once('close', resolve)),
      );
      for (const finish of held.values()) finish();
      await Promise.all(ended);
    },
  };
}
