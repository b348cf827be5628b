// `plugboard serve`: runs the registry until it is told to stop. Flags win over environment variables.
import { resolve } from 'node:path';
import { optionsFromEnvironment, startRegistry } from '../../registry/index.ts';

export type ServeFlags = { port?: number; data?: string; host?: string };

const DEFAULT_PORT = 4100;
const DEFAULT_FOLDER = '.plugboard';

export async function serve(flags: ServeFlags): Promise<void> {
  const environment = optionsFromEnvironment(process.env);
  const dataFolder = resolve(flags.data ?? environment.dataFolder ?? DEFAULT_FOLDER);
  const registry = await startRegistry({
    logLevel: 'info',
    ...environment,
    dataFolder,
    port: flags.port ?? environment.port ?? DEFAULT_PORT,
    ...(flags.host !== undefined && { host: flags.host }),
  });
  if (registry.isNew) {
    const { accountSid, authToken } = registry.credentials;
    process.stderr.write(
      `New account ${accountSid}\nAuth token  ${authToken}\nBoth are in ${dataFolder}/credentials.json and are not shown again.\n`,
    );
  }
  process.stderr.write(`Registry    ${registry.url}\nStop it with Ctrl-C.\n`);
  await untilStopped();
  await registry.close();
}

/** A second signal ends the process at once, as people expect of a second Ctrl-C. */
function untilStopped(): Promise<void> {
  return new Promise((stopped) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => stopped());
    }
  });
}
