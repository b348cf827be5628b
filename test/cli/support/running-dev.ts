// Runs `plugboard dev --json` as a process and hands over what it tells.
import { spawn } from 'node:child_process';
import type { DevEvent } from '../../../src/cli/dev/dev-events.ts';

export type RunningDev = {
  readonly events: readonly DevEvent[];
  /** The first event of this kind, from the `from`th event on; rejects when the process ends before. */
  next<Kind extends DevEvent['event']>(
    kind: Kind,
    from?: number,
  ): Promise<DevEvent & { readonly event: Kind }>;
  /** As Ctrl-C does; resolves to the exit code. */
  stop(): Promise<number | null>;
};

/** On a free port, unless `args` say otherwise. */
export function startDev(
  main: string,
  folder: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = process.env,
): RunningDev {
  const child = spawn(process.execPath, [main, 'dev', '--json', '--port', '0', ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const events: DevEvent[] = [];
  const waiting = new Set<() => void>();
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (said + chunk.toString()).split('\n');
    said = lines.pop() ?? '';
    events.push(...lines.map((line) => JSON.parse(line) as DevEvent));
    for (const look of waiting) look();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    complained += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    events,
    next: (kind, from = 0) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = events.slice(from).find(({ event }) => event === kind);
          if (!found) return;
          waiting.delete(look);
          resolve(found as never);
        };
        waiting.add(look);
        void ended.then(() => reject(new Error(`it ended before ${kind}: ${complained}`)));
        look();
      }),
    stop: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}
