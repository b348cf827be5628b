// SystemJS as a constructor of private instances; a System that the page had before keeps its place.
import { pageSystem } from './page-system.ts';
import 'systemjs/dist/s.js';

type Global = { System?: unknown };

/** The hooks of a SystemJS instance that the loader sets. Source: systemjs docs/hooks.md, 6.15. */
export type SystemInstance = {
  import(id: string): Promise<Record<string, unknown>>;
  prepareImport(): void | Promise<void>;
  resolve(id: string, parentUrl?: string): string | Promise<string>;
  instantiate(url: string, parentUrl?: string): Promise<Registration>;
};

/** What System.register was called with. */
export type Registration = readonly [
  dependencies: readonly string[],
  declare: (exportName: (name: string, value: unknown) => void) => {
    setters?: readonly ((namespace: unknown) => void)[];
    execute?: () => unknown;
  },
];

const ours = (globalThis as Global).System as { constructor: new () => SystemInstance };
if (pageSystem !== undefined) (globalThis as Global).System = pageSystem;

/** A registry of its own: nothing that failed in an earlier boot is remembered in it. */
export function createSystem(): SystemInstance {
  return new ours.constructor();
}
