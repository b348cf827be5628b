// A configuration has an end, also one that grows release by release: every desktop downloads all of it.
import { createConfiguration } from '../../src/registry/configurations/create-configuration.ts';
import { inWrite } from '../../src/registry/database/write.ts';
import { startTestRegistry } from './support/test-registry.ts';

test('what a composed release would bring above 1,000 plugins is refused, and nothing is written', async () => {
  const registry = await startTestRegistry();
  const account = await registry.newAccount();
  const { accountSid } = account.credentials;
  const by = {
    caller: { accountSid, actor: accountSid, scopes: [] },
    requestId: 'RQ1',
  };
  // Composing adds to what is live, so its own list of plugins is short.
  const members = Array.from({ length: 1_001 }, (_, index) => ({
    versionSid: `FV${index.toString(16).padStart(32, '0')}`,
    phase: 3,
  }));
  const made = inWrite(registry.context, by, (write) =>
    createConfiguration(write, { name: 'x', description: '', members, policy: 'refuse' }),
  );
  await expect(made).rejects.toMatchObject({
    status: 400,
    code: 20400,
    details: { reason: 'too-many-plugins', limit: 1_000 },
  });
  expect((await account.get('Configurations')).body.configurations).toEqual([]);
  await registry.stop();
});
