// Types of ensure-packages.mjs, which must run before a compiler is installed.

export function ensurePackages(options: {
  /** Holds package.json and package-lock.json. */
  folder: string;
  /** Said once, before a long installation begins. */
  announce: string;
  log: (line: string) => void;
}): Promise<boolean>;
