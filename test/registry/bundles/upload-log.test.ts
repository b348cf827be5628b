// An upload leaves no secret in the log, also where the log says everything.
import { type HostingRegistry, startHostingRegistry } from './hosting-registry.ts';

let hosting: HostingRegistry;
afterEach(() => hosting.stop());

test('the log of an upload has no credentials at any level', async () => {
  const lines: string[] = [];
  const logStream = { write: (line: string) => void lines.push(line) };
  hosting = await startHostingRegistry({ logLevel: 'trace', logStream });
  const { account } = hosting;
  expect((await hosting.upload('a', '1.0.0', [['bundle.js', 'code()']])).status).toBe(201);
  const log = lines.join('');
  expect(log).toContain('/Versions/Upload');
  expect(log).not.toContain(account.credentials.authToken);
  expect(log).not.toContain(account.authorization.slice('Basic '.length));
});
