// One file per release: what is in it, what is not, and that it is the same code under the right names.
import { createContext, runInContext } from 'node:vm';
import { parseReleaseBundle } from '../../../../src/domain/release-bundle.ts';
import { type HostingRegistry, integrityOf, startHostingRegistry } from '../hosting-registry.ts';
import { until } from '../until.ts';

type Part = { unique_name: string; version: string; first_line: number };

let hosting: HostingRegistry;
beforeEach(async () => {
  hosting = await startHostingRegistry();
});
afterEach(() => hosting.stop());

const manifest = async () => (await hosting.account.get('Releases/Active/Manifest')).body;

async function deploy(name: string, code: string, fields = {}, map?: string): Promise<string> {
  const files = [['bundle.js', code] as const];
  const all = map === undefined ? files : [...files, ['bundle.js.map', map] as const];
  return (await hosting.upload(name, '1.0.0', all, fields)).body.sid;
}

async function releaseOf(...sids: string[]) {
  await hosting.account.release(await hosting.account.configure(...sids));
  await until('the release bundle', async () => 'release_bundle' in (await manifest()));
  const { release_bundle: bundle } = await manifest();
  const code = await (await fetch(bundle.url)).text();
  return { bundle, code, parts: bundle.parts as Part[] };
}

const namesOf = (parts: Part[]) => parts.map(({ unique_name: name }) => name);

test('is offered with its integrity, under an address that may be kept for ever', async () => {
  const { bundle, code } = await releaseOf(await deploy('a', 'a()'), await deploy('b', 'b()'));
  expect(bundle.integrity).toBe(integrityOf(code));
  expect(parseReleaseBundle(bundle)?.parts.size).toBe(2);
  const { headers } = await fetch(bundle.url);
  expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
});

test('runs no plugin by itself, and each part when it is called, with its own throw at its own line', async () => {
  const { bundle, code, parts } = await releaseOf(
    await deploy('first', "log.push('first');\nvar shared = 1;"),
    await deploy(
      'second',
      "'use strict';\nlog.push('second ' + typeof shared);\nthrow new Error('second');",
    ),
    await deploy('third', "log.push('third'); // ends in a comment"),
  );
  const log: string[] = [];
  let handed: Record<string, () => void> = {};
  runInContext(
    code,
    createContext({ log, plugboardRelease: (it: typeof handed) => (handed = it) }),
    { filename: 'release.js' },
  );
  expect(log).toEqual([]);
  expect(Object.keys(handed)).toEqual(['first@1.0.0', 'second@1.0.0', 'third@1.0.0']);
  handed['first@1.0.0']?.();
  const line = Number(parts[1]?.first_line);
  try {
    handed['second@1.0.0']?.();
    throw new Error('it throws');
  } catch (error) {
    expect((error as Error).message).toBe('second');
    expect((error as Error).stack).toContain(`release.js:${line + 2}:`);
  }
  handed['third@1.0.0']?.();
  expect(log).toEqual(['first', 'second undefined', 'third']);
  const lines = code.split('\n');
  expect(lines[Number(parts[0]?.first_line) - 1]).toBe("log.push('first');");
  expect(bundle.parts).toHaveLength(3);
});

test('leaves out what cannot share a file; the rest is not harmed', async () => {
  const good = [await deploy('good', 'good()'), await deploy('better', 'better()')];
  const bad = [
    await deploy('syntax', 'function ('),
    await deploy('escapes', '}, evil(), function(){'),
    await deploy('escapes-parentheses', '}), evil(), (function(){'),
    await deploy('ends-early', '})'),
    await deploy('unclosed-comment', 'ok() /*'),
    await deploy('unclosed-template', 'ok(`'),
    await deploy('module', "import './x.js'"),
    await deploy('html', '<!doctype html>'),
    await deploy('asks', 'load(document.currentScript.src)'),
    await deploy('imports', "import('./chunk.js').then(run)"),
    await deploy('imports-apart', "import /* webpack */ ('./chunk.js')"),
    await deploy('named', 'ok()\n//# sourceURL=webpack:///named.js'),
    await deploy('named-of-old', 'eval("ok()//@ sourceURL=old.js")'),
    await deploy('private', 'secret()', { Private: 'true' }),
    await hosting.account.deploy('elsewhere'),
  ];
  const { parts, code } = await releaseOf(...bad.slice(0, 6), ...good, ...bad.slice(6));
  expect(namesOf(parts)).toEqual(['good', 'better']);
  expect(code).not.toContain('secret');
});

test('has a source map made of those of its parts, for those who may deploy', async () => {
  const map = JSON.stringify({ version: 3, sources: ['a.ts'], mappings: 'AAAA' });
  const { bundle, code, parts } = await releaseOf(
    await deploy('plain', 'plain()'),
    await deploy('mapped', 'mapped()\n//# sourceMappingURL=bundle.js.map', {}, map),
  );
  expect(code.trimEnd().endsWith('//# sourceMappingURL=release.js.map')).toBe(true);
  expect((await fetch(`${bundle.url}.map`)).status).toBe(404);
  const { body } = await hosting.account.get(`${bundle.url}.map`);
  expect(body).toEqual({
    version: 3,
    sections: [
      { offset: { line: Number(parts[1]?.first_line) - 1, column: 0 }, map: JSON.parse(map) },
    ],
  });
});

test('releasing a configuration again offers the same file', async () => {
  const first = await deploy('a', 'a()');
  const second = await deploy('b', 'b()');
  const configuration = await hosting.account.configure(first, second);
  await hosting.account.release(configuration);
  await until('the release bundle', async () => 'release_bundle' in (await manifest()));
  const { release_bundle: before } = await manifest();
  await hosting.account.release(await hosting.account.configure(first));
  expect(await manifest()).not.toHaveProperty('release_bundle');
  const again = await hosting.account.release(configuration);
  expect(await manifest()).toMatchObject({ release_sid: again, release_bundle: before });
});
