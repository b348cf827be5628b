// Notes what a script in System.register format exports, as it exports it.

type SetExport = (name: string | object, value?: unknown) => unknown;
type Declare = (set: SetExport, context: unknown) => unknown;
type Page = { System?: { register?: (...args: unknown[]) => unknown } };

/** Runs the script; what it exports, now or later, is put into `record` too. */
export function recordExports(record: Record<string, unknown>, run: () => void): void {
  const { System } = globalThis as Page;
  const register = System?.register;
  if (!System || !register) {
    run();
    return;
  }
  const recording = (declare: Declare): Declare => {
    return (set, context) =>
      declare((name, value) => {
        Object.assign(record, typeof name === 'object' ? name : { [name]: value });
        return set(name, value);
      }, context);
  };
  const recorder = (...args: unknown[]) => {
    const changed = args.map((arg) =>
      typeof arg === 'function' ? recording(arg as Declare) : arg,
    );
    return register.apply(System, changed);
  };
  System.register = recorder;
  try {
    run();
  } finally {
    if (System.register === recorder) System.register = register;
  }
}
