// Somebody else listens where a command wanted to.
import { EXIT } from '../exit-codes.ts';
import { CliError } from './cli-error.ts';

export function isPortTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
}

export function portTaken(port: number, cause: unknown): CliError {
  const failure = {
    code: 'port-taken',
    message: `Port ${port} is taken by another program.`,
    advice: 'Give another one with --port, or --port 0 for any that is free.',
    exit: EXIT.failed,
    details: { port },
  };
  return new CliError(failure, { cause });
}
