// Finds what an earlier run with the same --idempotency-key has released, so that it is not done, shown or asked again.
import {
  createRelease,
  isRefusedFor,
  type NewRelease,
  type PluginsApi,
} from '../../client/index.ts';
import type { ReleaseResource } from '../../domain/index.ts';

/** No release has this SID, so a registry that does not know the key refuses the request and makes nothing. */
const NEVER_LIVE = 'none';

/** Undefined where there was no such run; fails where the key was used for something else. */
export async function findReplay(
  api: PluginsApi,
  wanted: NewRelease,
): Promise<ReleaseResource | undefined> {
  if (wanted.idempotencyKey === undefined) return undefined;
  try {
    return await createRelease(api, { ...wanted, ifMatch: NEVER_LIVE });
  } catch (error) {
    if (isRefusedFor('active-release-moved', error)) return undefined;
    throw error;
  }
}
