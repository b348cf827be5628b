// Composes a release on the server: the live one plus plugins to enable, less plugins to disable (Plugboard's addition).
import type { ReleaseResource } from '../domain/index.ts';
import { answerOf } from './answer.ts';
import { endpoint } from './endpoint.ts';
import { formOf } from './form.ts';
import type { PluginsApi } from './plugins-api.ts';
import type { ReleaseGuards } from './releases.ts';
import { post } from './request.ts';

export type PluginToEnable =
  /** `name@version` or `name@latest`; the plugin keeps the phase it has. */
  string | { readonly pluginVersionSid: string; readonly phase?: number };

export type ReleaseChanges = ReleaseGuards & {
  readonly enable?: readonly PluginToEnable[];
  /** Unique names or SIDs. */
  readonly disable?: readonly string[];
  /**
   * SID of the release that the changes were made against, or `none`. Changes that others released
   * since are kept; where they concern the same plugin, the call fails with status 409. Default: the live one.
   */
  readonly base?: string | undefined;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** `warn` releases what the solver of the boot speaks against; default `refuse`. */
  readonly policy?: 'warn' | 'refuse' | undefined;
};

export type ComposedReleaseResource = ReleaseResource & {
  base_release_sid: string | null;
  /** Others had released since the base, and their changes are part of this release. */
  rebased: boolean;
};

const readComposed = answerOf<ComposedReleaseResource>('release', 'sid', 'configuration_sid');

/** One transaction: fails as a whole, or the changes are live. */
export async function composeRelease(
  api: PluginsApi,
  { enable = [], disable = [], ...changes }: ReleaseChanges,
): Promise<ComposedReleaseResource> {
  const { base, name, description, reason, policy, ifMatch, idempotencyKey } = changes;
  const form = formOf({
    Base: base,
    Name: name,
    Description: description,
    Reason: reason,
    Policy: policy,
  });
  for (const entry of enable) form.append('Enable', enableEntry(entry));
  for (const plugin of disable) form.append('Disable', plugin);
  const url = endpoint(api, 'Releases', 'Compose');
  return readComposed(await post(api, url, { form, ifMatch, idempotencyKey }));
}

function enableEntry(entry: PluginToEnable): string {
  if (typeof entry === 'string') return entry;
  return JSON.stringify({ plugin_version: entry.pluginVersionSid, phase: entry.phase });
}
