// What the registry finds out about a bundle that is hosted elsewhere, before a version is made of it.
import type { Context } from '../context.ts';
import { badRequest } from '../http/api-error.ts';
import { fetchExternal, isFetched } from './fetch-external.ts';
import { maxBundleBytesOf } from './max-bundle-bytes.ts';

export type Inspection = {
  /** Undefined where browsers could not check it, and then would not run the bundle. */
  readonly integrity: string | undefined;
  readonly warning: string | undefined;
};

const TIMEOUT_MS = 15_000;
const NOTHING: Inspection = { integrity: undefined, warning: undefined };

/** Rejects with a 400 when the host is one of those to fetch from and what is there is not what was said. */
export async function inspectExternal(
  context: Context,
  accountSid: string,
  { PluginUrl: url, Integrity: stated }: { PluginUrl: string; Integrity?: string | undefined },
): Promise<Inspection> {
  const { externalBundles } = context.settings;
  if (!externalBundles || !URL.canParse(url) || !isFetched(url, externalBundles)) return NOTHING;
  const maxBytes = await maxBundleBytesOf(context, accountSid);
  const rules = { ...externalBundles, maxBytes, timeoutMs: TIMEOUT_MS };
  const { integrity, hasCors } = await fetchExternal(url, rules);
  if (stated !== undefined && !stated.split(/\s+/).includes(integrity) && /sha384-/.test(stated)) {
    throw badRequest('integrity-mismatch', `The bundle at ${url} has the integrity ${integrity}`, {
      parameter: 'Integrity',
      integrity,
    });
  }
  if (hasCors) return { integrity, warning: undefined };
  const warning =
    'The host of the bundle sends no CORS headers, so browsers cannot check its integrity';
  return { integrity: undefined, warning };
}
