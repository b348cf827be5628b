// Refuses in a rehearsal what the registry would refuse of a whole configuration, in the same order and words.
import { fetchConfiguration, type PluginsApi, undefinedWhenNotFound } from '../../client/index.ts';
import type { ReleaseResource } from '../../domain/index.ts';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';

export function refuseIfMoved(expected: string | undefined, active: ReleaseResource | undefined) {
  if (expected === undefined || expected === active?.sid) return;
  throw new CliError({
    code: 'active-release-moved',
    message: `The active release is ${active?.sid ?? 'none'}, not ${expected}.`,
    advice: 'Somebody released meanwhile. Look at `plugboard history`, then try again.',
    exit: EXIT.conflict,
    details: { active_release: active?.sid ?? null },
  });
}

export async function refuseUnreleasable(api: PluginsApi, configurationSid: string): Promise<void> {
  const configuration = await undefinedWhenNotFound(fetchConfiguration(api, configurationSid));
  if (!configuration) {
    throw new CliError({
      code: 'configuration-unknown',
      message: `Configuration ${configurationSid} was not found.`,
      advice: '`plugboard list configurations` shows what there is.',
      exit: EXIT.failed,
    });
  }
  if (configuration.archived) {
    throw new CliError({
      code: 'configuration-archived',
      message: `Configuration ${configurationSid} is archived.`,
      advice: 'Release another configuration.',
      exit: EXIT.refused,
    });
  }
}
