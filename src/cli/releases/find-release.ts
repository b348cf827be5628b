// Finds releases and configurations by what people call them: `active`, an FK SID, an FJ SID.
import {
  fetchActiveRelease,
  fetchRelease,
  listReleases,
  type PluginsApi,
} from '../../client/index.ts';
import { isSid, type ReleaseResource } from '../../domain/index.ts';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import { usageError } from '../failures/usage-error.ts';

export async function requireActiveRelease(api: PluginsApi): Promise<ReleaseResource> {
  const active = await fetchActiveRelease(api);
  if (active) return active;
  throw new CliError({
    code: 'no-active-release',
    message: 'Nothing was released yet.',
    advice: 'Release something: `plugboard release --enable name@version`.',
    exit: EXIT.failed,
  });
}

/** The configuration of `active`, of a release, or itself. */
export async function findConfigurationSid(api: PluginsApi, id: string): Promise<string> {
  const isConfiguration: boolean = isSid('configuration', id);
  const isRelease: boolean = isSid('release', id);
  if (id === 'active') return (await requireActiveRelease(api)).configuration_sid;
  if (isConfiguration) return id;
  if (isRelease) return (await fetchRelease(api, id)).configuration_sid;
  throw usageError(
    `${id} names neither a release nor a configuration.`,
    'Give an FK or FJ SID, or the word active; `plugboard history` shows the SIDs.',
  );
}

/** The release that was live right before this one. */
export async function findPreviousRelease(
  api: PluginsApi,
  releaseSid: string,
): Promise<ReleaseResource | undefined> {
  let found = false;
  for await (const release of listReleases(api, { pageSize: 20 })) {
    if (found) return release;
    found = release.sid === releaseSid;
  }
  return undefined;
}

/** The SID that `--base` names, or `none`; `active` is looked up now, so that later changes count as changes. */
export async function findReleaseBase(api: PluginsApi, base: string): Promise<string> {
  const isRelease: boolean = isSid('release', base);
  if (base === 'none' || isRelease) return base;
  if (base === 'active') return (await requireActiveRelease(api)).sid;
  throw usageError(
    `--base ${base} names no release.`,
    'Give an FK SID, or one of the words active and none.',
  );
}
