// The command was called in a way that it does not understand.
import { EXIT } from '../exit-codes.ts';
import { CliError } from './cli-error.ts';

export function usageError(message: string, advice: string): CliError {
  return new CliError({ code: 'usage', message, advice, exit: EXIT.usage });
}
