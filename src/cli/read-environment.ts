// The environment variables of a registry, for the commands that run one or work on what it keeps.
import { optionsFromEnvironment, type RegistryOptions } from '../registry/index.ts';
import { EXIT } from './exit-codes.ts';
import { CliError } from './failures/cli-error.ts';
import type { Terminal } from './terminal.ts';

/** Throws `environment-invalid` with the name of the variable. */
export function readEnvironment(env: Terminal['env']): Partial<RegistryOptions> {
  try {
    return optionsFromEnvironment(env);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const failure = {
      code: 'environment-invalid',
      message: `${error.message}.`,
      advice: 'docs/operations.md lists the environment variables.',
      exit: EXIT.usage,
    };
    throw new CliError(failure, { cause: error });
  }
}
