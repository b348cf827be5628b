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

test('guesses from all addresses of one IPv6 network count together', async () => {
  const hosting = await startHostingRegistry({ rateLimitPerMinute: LIMIT, trustProxy: true });
  const wrong = new TestAccount(hosting.account.url, { accountSid: 'SK0', authToken: 'x' });
  const guessFrom = async (address: string) => {
    const headers = { authorization: wrong.authorization, 'x-forwarded-for': address };
    return (await fetch(`${wrong.url}/plugins`, { headers })).status;
  };
  for (let host = 1; host <= LIMIT; host += 1) await guessFrom(`2001:db8:0:1::${host}`);

  expect(await guessFrom('2001:db8:0:1:ffff::')).toBe(429);
  expect(await guessFrom('2001:db8:0:2::1')).toBe(401);
  await hosting.stop();
});
