// Asks the solver of the boot which plugins of a configuration could not start, before anybody's browser does.
import { type ManifestPlugin, planLoad } from '../../domain/index.ts';
import type { Shape } from '../shape.ts';
import type { Member } from './member.ts';

export type Refusal = {
  readonly plugin: string;
  readonly reason: string;
  readonly message: string;
};

export const REFUSED_SHAPE: Shape = [{ plugin: 'text', reason: 'text', message: 'text' }];

/** Engines are not checked here: which ones the desktops run is known to the registry only. */
export function findRefusals(members: readonly Member[]): Refusal[] {
  const { refused } = planLoad(
    {
      accountSid: '',
      releaseSid: '',
      configurationSid: '',
      dateCreated: '',
      plugins: members.map(manifestPlugin),
      refusedEntries: [],
    },
    {},
  );
  return refused.map(({ plugin, error }) => ({
    plugin,
    reason: error.code,
    message: error.message,
  }));
}

function manifestPlugin({
  plugin,
  version,
  url,
  phase,
  archived,
  resource,
}: Member): ManifestPlugin {
  const { integrity, dependencies, engines, format = 'flex', policy = 'normal' } = resource;
  return {
    uniqueName: plugin,
    version,
    url,
    phase,
    archived,
    format,
    policy,
    integrity,
    dependencies,
    optionalDependencies: resource.optional_dependencies,
    engines,
  };
}
