// The path under which the registry serves a file of a bundle. It names the content, so it never means anything else.
import type { BundleRow } from '../database/schema.ts';

export const BUNDLES_PATH = '/bundles';
export const BUNDLES_ROUTE = `${BUNDLES_PATH}/:AccountSid/:BundleId/*`;

export function bundleAddress(
  { account_sid: accountSid, id }: Pick<BundleRow, 'account_sid' | 'id'>,
  file: string,
): string {
  const path = file.split('/').map(encodeURIComponent).join('/');
  return `${BUNDLES_PATH}/${accountSid}/${id}/${path}`;
}
