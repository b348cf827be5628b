// Builds a plugin once, as it is deployed.
import { build } from 'esbuild';
import { EXIT } from '../../exit-codes.ts';
import { CliError } from '../../failures/cli-error.ts';
import { problemText } from '../problem.ts';
import { type BundleWish, buildOptions } from './build-options.ts';
import { failureOf } from './failure-of.ts';
import { type Bundle, finishBundle } from './finish-bundle.ts';

/** Rejects with `build-failed`, whose details are the problems. */
export async function buildOnce(wish: BundleWish): Promise<Bundle> {
  try {
    return await finishBundle(await build(await buildOptions(wish)), wish.plugin, wish.mode);
  } catch (error) {
    const { problems } = failureOf(error);
    const failure = {
      code: 'build-failed',
      message: `${wish.plugin.name} does not build:\n${problems.map((it) => `  ${problemText(it)}`).join('\n')}`,
      advice: 'Correct the source, then run it again.',
      exit: EXIT.refused,
      details: { problems },
    };
    throw new CliError(failure, { cause: error });
  }
}
