// Reads what `npm start` was told: flags first, then the environment, then the defaults.
import { parseArgs } from 'node:util';

export type StartOptions = {
  readonly desktopPort: number;
  readonly registryPort: number;
  readonly dataFolder: string;
};

const DEFAULTS = { port: '8700', registryPort: '8701', data: '.plugboard' };

export const START_HELP = `npm start -- [options]

  --port <n>           of the agent desktop (default ${DEFAULTS.port}, or PORT)
  --registry-port <n>  of the registry (default ${DEFAULTS.registryPort}, or REGISTRY_PORT)
  --data <folder>      of the registry (default ${DEFAULTS.data}, or PLUGBOARD_DATA)
  --help               shows this

A port of 0 takes any free one.`;

/** Throws with one line about a flag or a port that is not usable. */
export function readStartOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): StartOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: environment['PORT'] ?? DEFAULTS.port },
      'registry-port': {
        type: 'string',
        default: environment['REGISTRY_PORT'] ?? DEFAULTS.registryPort,
      },
      data: { type: 'string', default: environment['PLUGBOARD_DATA'] ?? DEFAULTS.data },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    desktopPort: readPort('--port', values.port),
    registryPort: readPort('--registry-port', values['registry-port']),
    dataFolder: values.data,
  };
}

function readPort(flag: string, value: string): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new Error(`${flag} must be a port number from 0 to 65535, not ${value}.`);
}
