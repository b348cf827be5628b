// The README promises a few commands and addresses; each must be there to be kept.
import { existsSync, readFileSync } from 'node:fs';

const readme = readFileSync('README.md', 'utf8');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
};

it('each npm command of the README is a script of the package', () => {
  const commands = [...readme.matchAll(/^npm (?:run )?([\w:]+)$/gm)].map(([, name]) => name ?? '');
  expect(commands).toEqual(expect.arrayContaining(['start', 'test']));
  expect(commands.filter((name) => !(name in scripts))).toEqual([]);
});

it('each link of the README leads to a file of the project', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path ?? '');
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((path) => !existsSync(path))).toEqual([]);
});

it('each source that the README names to contributors is there', () => {
  const sources = [...readme.matchAll(/`((?:src|test)\/[\w./-]+)`/g)].map(([, path]) => path ?? '');
  expect(sources).toContain('src/loader/bootstrap.ts');
  expect(sources.filter((path) => !existsSync(path))).toEqual([]);
});

it('CI runs the test command of the README and nothing else', () => {
  const lines = readFileSync('.ci/run', 'utf8').split('\n');
  const commands = lines.filter((line) => /^\s*[^#\s]/.test(line) && !/^(set|cd) /.test(line));
  expect(commands).toEqual(['npm test']);
});
