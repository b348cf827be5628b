// A registry in a process of its own, for tests that kill it. Its first line on standard output says where it is.
import { startRegistry } from '../../../src/registry/index.ts';

const [dataFolder = '', accountSid = '', authToken = '', databaseUrl] = process.argv.slice(2);
const { url } = await startRegistry({
  dataFolder,
  credentials: { accountSid, authToken },
  ...(databaseUrl !== undefined && { databaseUrl }),
});
process.stdout.write(`${url}\n`);
