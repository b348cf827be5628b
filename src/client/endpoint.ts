// Builds addresses below /v1/PluginService on the API's own origin.
import type { PluginsApi } from './plugins-api.ts';

/** Names, versions and SIDs become one path segment each, whatever characters they contain. */
export function endpoint(api: PluginsApi, ...segments: string[]): URL {
  const path = segments.map(encodeSegment).join('/');
  return new URL(`/v1/PluginService/${path}`, new URL(api.baseUrl).origin);
}

// URL parsers fold these away even when they are percent-encoded, and the request would reach another resource.
function encodeSegment(segment: string): string {
  if (segment === '' || segment === '.' || segment === '..') {
    throw new TypeError(`"${segment}" names no resource of the Plugins API`);
  }
  return encodeURIComponent(segment);
}
