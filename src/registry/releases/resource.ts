// A Release as the wire shows it.
import type { ReleaseResource } from '../../domain/index.ts';
import type { ReleaseRow } from '../database/schema.ts';
import { API_PATH } from '../http/origin.ts';
import type { ComposedRelease } from './compose-release.ts';

export function releaseResource(row: ReleaseRow, origin: string): ReleaseResource {
  return {
    sid: row.sid,
    account_sid: row.account_sid,
    configuration_sid: row.configuration_sid,
    date_created: row.date_created,
    url: `${origin}${API_PATH}/Releases/${row.sid}`,
  };
}

export type ComposedReleaseAnswer = ReleaseResource & {
  base_release_sid: string | null;
  rebased: boolean;
};

export function composedReleaseResource(
  { release, base, rebased }: ComposedRelease,
  origin: string,
): ComposedReleaseAnswer {
  return { ...releaseResource(release, origin), base_release_sid: base?.sid ?? null, rebased };
}
