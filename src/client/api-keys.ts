// API keys of an account (Plugboard's addition): create, list, revoke. They need the account's token or an admin key.
import { answerOf } from './answer.ts';
import { endpoint } from './endpoint.ts';
import { formOf } from './form.ts';
import { type ListOptions, listRows } from './pages.ts';
import type { PluginsApi } from './plugins-api.ts';
import { post } from './request.ts';

export type ApiKeyScope = 'read' | 'deploy' | 'release' | 'admin';

export type ApiKeyResource = {
  sid: string;
  account_sid: string;
  friendly_name: string;
  scopes: ApiKeyScope[];
  revoked: boolean;
  date_created: string;
  url: string;
};

const readKey = answerOf<ApiKeyResource>('key', 'sid', 'friendly_name');
const readNewKey = answerOf<ApiKeyResource & { secret: string }>('new key', 'sid', 'secret');

/** The answer is the only place where the secret ever stands. */
export async function createApiKey(
  api: PluginsApi,
  { friendlyName, scopes }: { readonly friendlyName: string; readonly scopes: readonly string[] },
): Promise<ApiKeyResource & { secret: string }> {
  const form = formOf({ FriendlyName: friendlyName });
  for (const scope of scopes) form.append('Scopes', scope);
  return readNewKey(await post(api, endpoint(api, 'Keys'), { form }));
}

/** Revokes a key for good; the next request with it is refused. */
export async function revokeApiKey(api: PluginsApi, keySid: string): Promise<ApiKeyResource> {
  return readKey(await post(api, endpoint(api, 'Keys', keySid, 'Revoke')));
}

/** All keys, the newest first, revoked ones included. */
export function listApiKeys(
  api: PluginsApi,
  options?: ListOptions,
): AsyncGenerator<ApiKeyResource, void, undefined> {
  return listRows(api, endpoint(api, 'Keys'), 'keys', readKey, options);
}
