// The failure of a build that its author can correct, with each place in the source.
import { EXIT } from '../../exit-codes.ts';
import { CliError } from '../../failures/cli-error.ts';
import { type Problem, problemText } from '../problem.ts';
import { failureOf } from './failure-of.ts';

/** `what` does not build. Throws what does not come from esbuild. */
export function buildFailed(what: string, thrown: unknown): CliError {
  const { problems } = failureOf(thrown);
  const failure = {
    code: 'build-failed',
    message: `${what}:\n${problems.map((it) => `  ${problemText(it)}`).join('\n')}`,
    advice: problems.some(lacksPackage)
      ? 'Run `npm install` in the folder of the plugin; a package that is not in its package.json has to be added first.'
      : 'Correct the source, then run it again.',
    exit: EXIT.refused,
    details: { problems },
  };
  return new CliError(failure, { cause: thrown });
}

/** Files are imported by a path that begins with a dot or a slash. */
function lacksPackage({ message }: Problem): boolean {
  return /^Could not resolve "[^./]/.test(message);
}
