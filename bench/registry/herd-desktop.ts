// One desktop of the herd, as far as the registry sees it: a connection of its own, one request for the manifest, and
// the loader's own rules for asking again.
import { connect } from 'node:net';
import { PlugboardError } from '../../src/domain/index.ts';
import { retryTransient } from '../../src/loader/retry.ts';

export type Ask = { readonly port: number; readonly request: string };

export type Boot = {
  /** When each request went out, in milliseconds since the herd began. */
  readonly asked: readonly number[];
  /** When the manifest was there; undefined for a desktop that went on without it. */
  readonly upAt: number | undefined;
};

/** `timeouts.manifestMs` of the loader, as it is where nobody says anything else. */
const MANIFEST_MS = 3_000;

export async function bootDesktop(
  ask: Ask,
  random: () => number,
  elapsed: () => number,
): Promise<Boot> {
  const asked: number[] = [];
  try {
    await retryTransient({ random, budgetMs: MANIFEST_MS }, () =>
      askOnce(ask, () => asked.push(elapsed())),
    );
    return { asked, upAt: elapsed() };
  } catch (error) {
    if (!(error instanceof PlugboardError)) throw error;
    return { asked, upAt: undefined };
  }
}

/** Rejects as the loader's request does when nobody answers. */
function askOnce({ port, request }: Ask, onAsked: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const fail = (reason: string) => {
      socket.destroy();
      reject(new PlugboardError('registry-unreachable', { url: String(port), reason }));
    };
    const deadline = setTimeout(() => fail('no answer in time'), MANIFEST_MS / 2);
    socket.once('close', () => clearTimeout(deadline));
    socket.once('error', (error) => fail(error.message));
    socket.once('connect', () => {
      onAsked();
      socket.write(request);
    });
    socket.once('data', (answer) => {
      if (!answer.toString('latin1', 0, 12).endsWith(' 200')) return fail('not a 200');
      socket.destroy();
      resolve();
    });
  });
}
