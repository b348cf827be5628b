// Makes the release that every contender boots: plugins of about 30 KB of real code, each other than all others.
import { STUB } from './code-stub.ts';
import type { Work, WorkPlugin } from './contender.ts';
import { GRAPHS, type GraphName } from './graphs.ts';
import { type RealModule, realModules } from './real-modules.ts';

/** What the last module goes beyond makes 30 KB of it on average. */
const FULL_BYTES = 27_000;
const SEED = 20_260_101;

/** Deterministic: the same packages give the same work. Rejects when they do not have enough code. */
export async function makeWork(count: number, graph: GraphName): Promise<Work> {
  const modules = realModules(SEED);
  const names = Array.from({ length: count }, (_, index) => nameOf(index));
  const work: WorkPlugin[] = [];
  for (const [index, name] of names.entries()) {
    const dependencies = GRAPHS[graph](index, count).map((it) => nameOf(it));
    const code = bundle(await takeModules(modules, name));
    work.push({ name, version: `1.${index % 7}.${index % 3}`, dependencies, code });
  }
  await modules.return(undefined);
  return work;
}

function nameOf(index: number): string {
  return `plugin-${String(index + 1).padStart(3, '0')}`;
}

async function takeModules(modules: AsyncGenerator<RealModule>, name: string): Promise<string[]> {
  const codes: string[] = [];
  for (let bytes = 0; bytes < FULL_BYTES; ) {
    const next = await modules.next();
    if (next.done) throw new Error(`The installed packages have no code left for ${name}.`);
    codes.push(next.value.code);
    bytes += next.value.code.length;
  }
  return codes;
}

/** Statements: run each module as a bundler's runtime does, and count what it exports. */
function bundle(modules: readonly string[]): string {
  const wrapped = modules.map((code) => `run(function(module,exports,require){${code}\n});`);
  return [
    `var stub=${STUB},exported=0;`,
    'function run(make){var module={exports:{}};make(module,module.exports,stub);',
    'exported+=Object.keys(module.exports).length}',
    ...wrapped,
    'bench.exported(exported);',
  ].join('\n');
}
