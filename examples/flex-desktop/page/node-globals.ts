// The Node globals that the npm build of Flex UI expects its bundler to supply (esbuild's `inject`).

export { Buffer } from 'buffer';

/** The part of Node's process that packages look at in a browser. */
export const process = {
  browser: true,
  env: { NODE_ENV: 'production' },
  argv: [],
  version: '',
  versions: {},
  platform: 'browser',
  stdout: {},
  stderr: {},
  cwd: () => '/',
  on: () => undefined,
  nextTick: (callback: (...args: unknown[]) => void, ...args: unknown[]) =>
    queueMicrotask(() => callback(...args)),
};
