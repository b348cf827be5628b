// How much larger or smaller the bundle of a plugin becomes. What cannot be fetched has no size.
import { fetchBundle, type PluginsApi, PluginsApiError } from '../../client/index.ts';
import type { Difference } from './differences.ts';

export type BundleSizes = { readonly from: number | null; readonly to: number | null };

const TIMEOUT_MS = 5_000;

export async function measureBundles(
  api: PluginsApi,
  { from, to }: Difference,
): Promise<BundleSizes> {
  const [before, after] = await Promise.all([sizeOf(api, from?.url), sizeOf(api, to?.url)]);
  return { from: before, to: after };
}

async function sizeOf({ fetch }: PluginsApi, url: string | undefined): Promise<number | null> {
  if (url === undefined) return null;
  try {
    const { status, bytes } = await fetchBundle({ fetch, timeoutMs: TIMEOUT_MS }, url);
    return status === 200 ? bytes.byteLength : null;
  } catch (error) {
    // A private or vanished bundle is no reason not to show the rest.
    if (error instanceof PluginsApiError) return null;
    throw error;
  }
}
