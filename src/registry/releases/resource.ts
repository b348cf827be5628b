// A Release as the wire shows it.
import type { ReleaseResource } from '../../domain/index.ts';
import type { ReleaseRow } from '../database/schema.ts';
import { API_PATH } from '../http/origin.ts';

export function releaseResource(row: ReleaseRow, origin: string): ReleaseResource {
  return {
    sid: row.sid,
    account_sid: row.account_sid,
    configuration_sid: row.configuration_sid,
    date_created: row.date_created,
    url: `${origin}${API_PATH}/Releases/${row.sid}`,
  };
}
