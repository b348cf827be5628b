// The calls in docs/plugins-api.md do what stands beside them, on a registry that hosts bundles.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  type HostingRegistry,
  startHostingRegistry,
} from '../registry/bundles/hosting-registry.ts';
import { makeTar } from '../registry/bundles/make-tar.ts';

const DOCUMENT = readFileSync(join(__dirname, '../../docs/plugins-api.md'), 'utf8');

/** What lies in the folder of the person who reads. */
const FILES: Readonly<Record<string, Uint8Array>> = {
  'build/plugin-notes.js': Buffer.from('notes()'),
  'build/plugin-notes.js.map': Buffer.from('{"version":3,"sources":[],"mappings":""}'),
  'build/main.js': Buffer.from('import("./chunks/1.js")'),
  'build/chunks/1.js': Buffer.from('one()'),
};

let hosting: HostingRegistry;
beforeAll(async () => {
  hosting = await startHostingRegistry();
  await hosting.account.post('Plugins', { UniqueName: 'plugin-notes' });
  await hosting.account.deploy('plugin-core', '2.1.0');
});
afterAll(() => hosting.stop());

/** The commands of a section that call curl, each as its words. */
function curlCommands(section: string): string[][] {
  const [, after = ''] = DOCUMENT.split(`### ${section}\n`);
  const [text = ''] = after.split('\n### ');
  return [...text.matchAll(/```sh\n([^]*?)```/g)]
    .flatMap(([, block = '']) => block.replaceAll('\\\n', ' ').split('\n'))
    .filter((line) => line.startsWith('curl '))
    .map((line) => wordsOf(line).slice(1));
}

/** As a shell splits them: 'as it stands', "with $VARIABLES", or plain. */
function wordsOf(line: string): string[] {
  const { credentials, url } = hosting.account;
  const variables: Record<string, string> = {
    API: `${url}/v1/PluginService`,
    ACCOUNT_SID: credentials.accountSid,
    AUTH_TOKEN: credentials.authToken,
    KEY_SID: credentials.accountSid,
    KEY_SECRET: credentials.authToken,
  };
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, literal, quoted, plain]) => {
    const expand = (text: string) => text.replace(/\$(\w+)/g, (_, name) => variables[name] ?? '');
    return literal ?? expand(quoted ?? plain ?? '');
  });
}

/** Does what curl does with these words, and refuses those that it does not know. */
async function curl(words: readonly string[]) {
  const headers = new Headers();
  const multipart = new FormData();
  const form = new URLSearchParams();
  let url = '';
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word.startsWith('http')) {
      url = word;
      continue;
    }
    at += 1;
    const value = words[at] ?? '';
    const [name, content] = split(value);
    if (word === '-u')
      headers.set('authorization', `Basic ${Buffer.from(value).toString('base64')}`);
    else if (word === '-F') append(multipart, name, content);
    else if (word === '--data-urlencode') form.append(name, content);
    else throw new Error(`curl ${word} is not known to this test`);
  }
  const body = form.size > 0 ? form : multipart;
  const response = await fetch(url, { method: 'POST', headers, body });
  return { status: response.status, body: await response.json() };
}

function split(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}

function append(form: FormData, name: string, content: string): void {
  const [, path, given] = /^@([^;]+)(?:;filename=(.+))?$/.exec(content) ?? [];
  if (path === undefined) return form.append(name, content);
  const bytes = path === 'build.tgz' ? archive() : FILES[path];
  if (!bytes) throw new Error(`${path} is not in the folder`);
  form.append(name, new Blob([bytes as BlobPart]), given ?? path.split('/').at(-1) ?? '');
}

/** As `tar -C build .` names them. */
function archive(): Uint8Array {
  const entries = Object.entries(FILES).map(([path, content]) => ({
    name: path.replace(/^build\//, './'),
    content: content.toString(),
  }));
  return gzipSync(makeTar(entries));
}

test('each upload makes the version that it says, with address and integrity', async () => {
  const commands = curlCommands('`POST Plugins/{plugin}/Versions/Upload`');
  const versions: string[] = [];
  for (const words of commands) {
    const { status, body } = await curl(words);
    expect([status, body.details]).toEqual([201, undefined]);
    expect(body.integrity).toMatch(/^sha384-/);
    expect((await fetch(body.plugin_url)).status).toBe(200);
    expect((await curl(words)).status).toBe(200);
    versions.push(body.version);
  }
  expect(versions).toEqual(['1.2.0', '1.3.0', '1.4.0']);
});

test('the import takes over all four records, and nothing the second time', async () => {
  const [words = [], ...more] = curlCommands('`POST Import`');
  expect(more).toEqual([]);
  const first = await curl(words);
  expect(first).toEqual({ status: 200, body: { created: 4, updated: 0, unchanged: 0 } });
  const second = await curl(words);
  expect(second).toEqual({ status: 200, body: { created: 0, updated: 0, unchanged: 4 } });
});

test('the manifest of the example has the fields of a manifest', async () => {
  const other = await startHostingRegistry();
  try {
    const sids: string[] = [];
    for (const name of ['a', 'b']) {
      sids.push((await other.upload(name, '1.0.0', [['bundle.js', `${name}()`]])).body.sid);
    }
    await other.account.release(await other.account.configure(...sids));
    const manifest = await untilPrepared(other);
    const [, example = ''] = /```json\n(\{\n {2}"account_sid"[^]*?)```/.exec(DOCUMENT) ?? [];
    expect(keysOf(JSON.parse(example))).toEqual(keysOf(manifest));
  } finally {
    await other.stop();
  }
});

/** The file of the release is made shortly after the release. */
async function untilPrepared({ account }: HostingRegistry) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const { body } = await account.get('Releases/Active/Manifest');
    if (body.release_bundle || Date.now() > deadline) return body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function keysOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(keysOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  const entries = Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]);
  return Object.fromEntries(entries);
}
