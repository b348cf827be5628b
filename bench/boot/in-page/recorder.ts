// Runs in the page as its first script: notes what is evaluated and initialised, and when the boot is over.
import type { BootResult } from '../boot-result.ts';

/** Names of the plugins with what each needs; put in when the script is made. */
declare const NEEDS: Readonly<Record<string, readonly string[]>>;

type Page = { bench?: object; benchResult?: BootResult };

const total = Object.keys(NEEDS).length;
const evaluated = new Set<string>();
const initialised = new Set<string>();
let violations = 0;
let exported = 0;
let firstEvaluatedMs = 0;

const page = globalThis as Page;
page.bench = {
  /** At the end of the evaluation of a bundle. */
  evaluated: (name: string) => {
    firstEvaluatedMs ||= performance.now();
    note(name, evaluated);
  },
  /** As the init of a plugin. */
  init: (name: string) => {
    mountPanel(name);
    if (!evaluated.has(name)) violations++;
    note(name, initialised);
    if (initialised.size === total) finish();
  },
  /** How much the modules of a bundle export: proof that they ran. */
  exported: (count: number) => {
    exported += count;
  },
  state: () => ({ total, evaluated: evaluated.size, initialised: initialised.size, violations }),
};

function note(name: string, done: Set<string>): void {
  const needs = NEEDS[name];
  if (!needs || done.has(name) || !needs.every((it) => done.has(it))) violations++;
  done.add(name);
}

/** A little of what an init does: some elements, sorted and put in the page. */
function mountPanel(name: string): void {
  const panel = document.createElement('section');
  panel.hidden = true;
  const rows = Array.from({ length: 20 }, (_, at) => `${name} row ${(at * 7) % 20}`).sort();
  for (const title of rows) panel.append(Object.assign(document.createElement('p'), { title }));
  document.documentElement.append(panel);
}

function finish(): void {
  page.benchResult = { totalMs: performance.now(), firstEvaluatedMs, violations, exported };
  dispatchEvent(new Event('benchresult'));
}
