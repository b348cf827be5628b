// Why a release cannot become a folder of files.
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';

export function refused(
  code: string,
  message: string,
  advice: string,
  exit: ExitCode = EXIT.refused,
): CliError {
  return new CliError({ code, message, advice, exit });
}
