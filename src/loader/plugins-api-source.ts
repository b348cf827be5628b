// Puts a manifest together from the plain Plugins API, for a server that speaks nothing but Twilio's.
import { PlugboardError } from '../domain/index.ts';
import type { ReadResource } from './fetch-manifest.ts';
import type { RegistrySource } from './options.ts';

/** Far more than any account has; a server whose pages never end must not hold up a boot. */
const MAX_PAGES = 200;

export async function readPluginsApi(
  read: ReadResource,
  { url }: RegistrySource,
): Promise<unknown> {
  const service = `${url}/v1/PluginService`;
  const release = asRecord(await read(`${service}/Releases/Active`));
  const configuration = encodeURIComponent(String(release['configuration_sid']));
  const plugins: unknown[] = [];
  let next: unknown = `${service}/Configurations/${configuration}/Plugins?PageSize=1000`;
  for (let pages = 0; typeof next === 'string' && pages < MAX_PAGES; pages++) {
    const page = asRecord(await read(onSameOrigin(next, url)));
    if (!Array.isArray(page['plugins'])) throw shapeError('plugins');
    plugins.push(...page['plugins']);
    next = asRecord(page['meta'])['next_page_url'];
  }
  // Part of a release would boot as if the rest had been taken out of it.
  if (typeof next === 'string') throw shapeError('next_page_url');
  return { ...release, release_sid: release['sid'], plugins };
}

/** Credentials go along with each page, so a page elsewhere is not asked for. */
function onSameOrigin(page: string, url: string): string {
  if (URL.canParse(page) && new URL(page).origin === new URL(url).origin) return page;
  throw shapeError('next_page_url');
}

function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw shapeError('the answer');
}

function shapeError(field: string): PlugboardError {
  return new PlugboardError('manifest-shape', { field });
}
