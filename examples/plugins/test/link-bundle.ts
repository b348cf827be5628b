// Evaluates a System.register bundle with SystemJS and links it to what it imports by name.
import 'systemjs/dist/system.js';

type Namespace = Readonly<Record<string, unknown>>;
type System = {
  readonly constructor: { prototype: Record<string, unknown> };
  import(id: string): Promise<Namespace>;
  getRegister(): [string[], unknown, unknown];
};

const page = globalThis as unknown as { System: System };

/** `modules` holds what the bundle may import; any other import fails. */
export async function linkBundle(
  name: string,
  code: string,
  modules: Readonly<Record<string, Namespace>>,
): Promise<Namespace> {
  const System = Object.getPrototypeOf(page.System).constructor as new () => System;
  const system = Object.assign(new System(), {
    resolve: (id: string) => id,
    instantiate(id: string) {
      if (id === name) {
        // Indirect, so that the bundle runs in the global scope like a script.
        // oxlint-disable-next-line no-eval -- the code under test
        (0, eval)(code);
        return page.System.getRegister();
      }
      const module = modules[id];
      if (module === undefined) throw new Error(`${name} imports ${id}, which nothing offers`);
      return [
        [],
        (give: (exports: Namespace) => void) => ({
          execute: () => {
            give({ default: module, ...module });
          },
        }),
      ];
    },
  });
  return system.import(name);
}
