// `plugboard serve`: runs the registry until it is told to stop. Flags win over environment variables.
import { join, resolve } from 'node:path';
import { type RegistryOptions, type RunningRegistry, startRegistry } from '../../registry/index.ts';
import type { RunCommand } from '../command-spec.ts';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import { isPortTaken, portTaken } from '../failures/port-taken.ts';
import { usageError } from '../failures/usage-error.ts';
import { readEnvironment } from '../read-environment.ts';
import type { Shape } from '../shape.ts';
import { untilStopped } from '../until-stopped.ts';

export type ServeFlags = {
  readonly port?: number;
  readonly data?: string;
  readonly host?: string;
  readonly json?: boolean;
};

/** Without the auth token: what a program prints is often kept. */
export const SERVE_SHAPE: Shape = {
  url: 'text',
  accountSid: 'text',
  credentialsFile: 'text',
  isNew: 'true or false',
};

const DEFAULT_PORT = 4100;
const DEFAULT_FOLDER = '.plugboard';

export const serve: RunCommand<ServeFlags> = async ({ terminal, note }, { flags }) => {
  const environment = readEnvironment(terminal.env);
  const dataFolder = resolve(terminal.cwd, flags.data ?? environment.dataFolder ?? DEFAULT_FOLDER);
  const { url, credentials, isNew, close } = await start({
    logLevel: 'info',
    ...environment,
    dataFolder,
    port: flags.port ?? environment.port ?? DEFAULT_PORT,
    ...(flags.host !== undefined && { host: flags.host }),
    ...(flags.json && { logStream: { write: terminal.error } }),
  });
  const { accountSid, authToken } = credentials;
  const credentialsFile = join(dataFolder, 'credentials.json');
  if (isNew && !flags.json) note(`New account ${accountSid}`);
  // Those of the environment are known to whoever started this.
  if (isNew && !flags.json && !environment.credentials) {
    // Once, to a person. Where nobody sits there, standard error is kept: by a container, a journal, a pipeline.
    if (terminal.interactive) note(`Auth token  ${authToken}`);
    note(`Its credentials are in ${credentialsFile} and are not shown again.`);
  }
  if (!flags.json) note(`Registry    ${url}\nStop it with Ctrl-C.`);
  const stopped = untilStopped();
  return {
    json: { url, accountSid, credentialsFile, isNew },
    text: () => '',
    untilEnded: async () => {
      await stopped;
      await close();
    },
  };
};

/** Rejects with `port-taken` or `data-folder-in-use`. */
async function start(options: RegistryOptions & { port: number }): Promise<RunningRegistry> {
  try {
    return await startRegistry(options);
  } catch (error) {
    if (isPortTaken(error)) throw portTaken(options.port, error);
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    if (syscall === 'mkdir') {
      throw usageError(`The data folder cannot be made: ${message}.`, 'Name another with --data.');
    }
    if (code !== 'data-folder-in-use') throw error;
    const failure = {
      code: 'data-folder-in-use',
      message: `Another registry works with ${options.dataFolder}.`,
      advice: 'Stop it first, or give several registries a PostgreSQL: docs/operations.md.',
      exit: EXIT.conflict,
    };
    throw new CliError(failure, { cause: error });
  }
}
