// What is packed has to work where nothing else is: each package that the sources import is one that npm installs with it.
import { readdir, readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { PROJECT } from './support/build-cli.ts';

const SOURCES = join(PROJECT, 'src');
const FROM = /(?:\bfrom|\bimport\(|^import) ?'([^'.\s][^'\s]*)'/gm;

async function importedPackages(): Promise<Map<string, string>> {
  const packages = new Map<string, string>();
  for (const file of await readdir(SOURCES, { recursive: true })) {
    if (!/\.tsx?$/.test(file) || file.startsWith('cli/create/template')) continue;
    const source = await readFile(join(SOURCES, file), 'utf8');
    for (const [, specifier = ''] of source.matchAll(FROM)) {
      if (specifier.startsWith('node:') || builtinModules.includes(specifier)) continue;
      const [scope = '', name] = specifier.split('/');
      packages.set(scope.startsWith('@') ? `${scope}/${name}` : scope, file);
    }
  }
  return packages;
}

test('every package that the sources import is installed with this one', async () => {
  const text = await readFile(join(PROJECT, 'package.json'), 'utf8');
  const { dependencies } = JSON.parse(text) as { dependencies: Record<string, string> };
  const imported = await importedPackages();
  expect(imported.size).toBeGreaterThan(10);
  const missing = [...imported].filter(([name]) => !Object.hasOwn(dependencies, name));
  expect(missing).toEqual([]);
});

test('every entry of the package stands in a folder that is packed', async () => {
  const text = await readFile(join(PROJECT, 'package.json'), 'utf8');
  const { exports, bin, files } = JSON.parse(text) as {
    exports: Record<string, string | Record<string, string>>;
    bin: Record<string, string>;
    files: string[];
  };
  const targets = [
    ...Object.values(bin),
    ...Object.values(exports).flatMap((it) => (typeof it === 'string' ? it : Object.values(it))),
  ].map((it) => it.replace(/^\.\//, ''));
  const packed = ['package.json', ...files.map((it) => `${it}/`)];
  expect(targets.filter((it) => !packed.some((place) => it.startsWith(place)))).toEqual([]);
});
