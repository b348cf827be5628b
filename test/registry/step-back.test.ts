// Going back: which release a rollback leads to, as a rule and through the API.
import { stepBack } from '../../src/registry/releases/step-back.ts';
import type { TestAccount } from './support/test-account.ts';
import { startTestRegistry, type TestRegistry } from './support/test-registry.ts';

/** Configurations by letter, from the first release to the live one. */
test.each([
  ['nothing was released', '', undefined],
  ['there is one release', 'A', undefined],
  ['the release before is where it leads', 'ABC', 'B'],
  ['after a rollback it leads one further', 'ABCB', 'A'],
  ['after two as well', 'ABCDCB', 'A'],
  ['there is an end to that', 'ABCBA', undefined],
  ['what was rolled back stays out of the way', 'ABACADA', undefined],
  ['after a rollback a release leads back to where it came from', 'ABAC', 'A'],
  ['a rollback far back counts as one', 'ABCDB', 'A'],
  ['what was gone forth to again leads back again', 'ABAB', 'A'],
  ['a release of the same again changes nothing', 'ABBB', 'A'],
])('%s', (_, letters, expected) => {
  const releases = letters
    .split('')
    .map((letter) => ({ configuration_sid: letter }))
    .reverse();
  expect(stepBack(releases)?.configuration_sid).toBe(expected);
});

describe('POST Releases with ConfigurationId=Previous', () => {
  let registry: TestRegistry;
  let account: TestAccount;
  beforeAll(async () => {
    registry = await startTestRegistry('SQLite');
  });
  afterAll(() => registry.stop());
  beforeEach(async () => {
    account = await registry.newAccount();
  });

  const back = (headers: Record<string, string> = {}) =>
    account.post('Releases', { ConfigurationId: 'Previous' }, headers);

  test('goes one step back each time, and is refused at the first release', async () => {
    const configurations = [];
    for (let index = 0; index < 3; index += 1) configurations.push(await account.configure());
    for (const configuration of configurations) await account.release(configuration);
    expect((await back()).body.configuration_sid).toBe(configurations[1]);
    expect((await back()).body.configuration_sid).toBe(configurations[0]);
    const { status, body } = await back();
    expect([status, body.details.reason]).toEqual([400, 'no-earlier-release']);
  });

  test('is the same request with its key, whatever was released since', async () => {
    const [one, two] = [await account.configure(), await account.configure()];
    await account.release(one);
    const active = await account.release(two);
    const headers = { 'idempotency-key': 'job-1', 'if-match': active };
    const { body } = await back(headers);
    await account.release(two);
    expect((await back(headers)).body).toEqual(body);
    expect((await account.get('Releases')).body.releases).toHaveLength(4);
  });

  test('checks first whether the release that was looked at is live', async () => {
    await account.release(await account.configure());
    expect((await back({ 'if-match': 'none' })).status).toBe(412);
  });
});
