// Releases: create, compose, fetch, list, and the active one with its manifest.
import type { ReleaseManifestResource, ReleaseResource } from '../domain/index.ts';
import { answerOf, listIn } from './answer.ts';
import { endpoint } from './endpoint.ts';
import { formOf } from './form.ts';
import { type ListOptions, listRows } from './pages.ts';
import type { PluginsApi } from './plugins-api.ts';
import { undefinedWhenNotFound } from './plugins-api-error.ts';
import { get, post } from './request.ts';

const readRelease = answerOf<ReleaseResource>('release', 'sid', 'configuration_sid');
const readManifest = answerOf<ReleaseManifestResource>(
  'release manifest',
  'account_sid',
  'release_sid',
  'configuration_sid',
);

/** How a release is guarded. All of it is Plugboard's addition; Twilio's API ignores it. */
export type ReleaseGuards = {
  /** SID of the release that has to be live still, else the call fails with status 412. */
  readonly ifMatch?: string | undefined;
  /** The same key again gets the first answer again, and nothing is released twice. */
  readonly idempotencyKey?: string | undefined;
  /** Why; it is kept in the audit trail. */
  readonly reason?: string | undefined;
};

export type NewRelease = ReleaseGuards & {
  /** `Previous` goes one step back, decided by the registry (Plugboard's addition). */
  readonly configurationSid: string;
};

/** Makes a configuration live; releasing an earlier one again is how one rolls back. */
export async function createRelease(
  api: PluginsApi,
  { configurationSid, ifMatch, idempotencyKey, reason }: NewRelease,
): Promise<ReleaseResource> {
  const form = formOf({ ConfigurationId: configurationSid, Reason: reason });
  const url = endpoint(api, 'Releases');
  return readRelease(await post(api, url, { form, ifMatch, idempotencyKey }));
}

export async function fetchRelease(api: PluginsApi, releaseSid: string): Promise<ReleaseResource> {
  return readRelease(await get(api, endpoint(api, 'Releases', releaseSid)));
}

/** The release that is live, or undefined when the account never released anything. */
export async function fetchActiveRelease(api: PluginsApi): Promise<ReleaseResource | undefined> {
  return undefinedWhenNotFound(fetchRelease(api, 'Active'));
}

/**
 * The live release with its configured plugins resolved, in one answer (Plugboard's addition).
 * Undefined when there is no live release, and on a server that does not know manifests. The
 * entries are not checked: `parseReleaseManifest` does that one by one.
 */
export async function fetchReleaseManifest(
  api: PluginsApi,
): Promise<ReleaseManifestResource | undefined> {
  const answer = await undefinedWhenNotFound(
    get(api, endpoint(api, 'Releases', 'Active', 'Manifest')),
  );
  if (answer === undefined) return undefined;
  listIn(answer, 'plugins');
  return readManifest(answer);
}

/** All releases, the newest first: the first one is live. */
export function listReleases(
  api: PluginsApi,
  options?: ListOptions,
): AsyncGenerator<ReleaseResource, void, undefined> {
  return listRows(api, endpoint(api, 'Releases'), 'releases', readRelease, options);
}
