// Guesses of credentials where bundles and lists are read: limited by address, and nobody who is known is stopped.

import { startHostingRegistry } from '../bundles/hosting-registry.ts';
import { TestAccount } from '../support/test-account.ts';

const LIMIT = 5;

test.each(['/plugins', '/plugins/custom', 'a bundle', 'a bundle by name'])(
  'credentials are guessed at %s so many times and no more',
  async (where) => {
    const hosting = await startHostingRegistry({ rateLimitPerMinute: LIMIT });
    const { account } = hosting;
    const files = [['bundle.js', 'secret()']] as const;
    const { body } = await hosting.upload('secret', '1.0.0', files, { Private: 'true' });
    const addresses: Record<string, string> = {
      'a bundle': body.plugin_url,
      'a bundle by name': `${account.url}/plugins/v1/secret/1.0.0/bundle.js`,
    };
    const url = addresses[where] ?? account.url + where;
    const read = ({ authorization }: TestAccount) => fetch(url, { headers: { authorization } });
    const guess = (authToken: string) =>
      read(new TestAccount(account.url, { ...account.credentials, authToken }));

    expect((await read(account)).status).toBe(200);
    const statuses: number[] = [];
    for (let index = 0; index <= LIMIT; index += 1) {
      statuses.push((await guess(`guess-${index}-guess-guess`)).status);
    }
    expect(new Set(statuses.slice(0, LIMIT))).toEqual(new Set([where === 'a bundle' ? 404 : 401]));
    const other = await read(new TestAccount(account.url, { accountSid: 'SK0', authToken: 'x' }));
    expect([other.status, (await other.json()).details.reason]).toEqual([429, 'rate-limited']);
    expect((await read(account)).status).toBe(200);
    expect((await fetch(`${account.url}/plugins`)).status).toBe(200);
    await hosting.stop();
  },
);
