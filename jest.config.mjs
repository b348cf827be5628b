const swc = ({ tsx }) => ({
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', tsx },
    transform: { react: { runtime: 'classic' } },
  },
  module: { type: 'commonjs' },
});

const shared = {
  transform: {
    '\\.tsx$': ['@swc/jest', swc({ tsx: true })],
    '\\.(ts|js|mjs)$': ['@swc/jest', swc({ tsx: false })],
  },
  // idb-keyval ships ES modules only; everything else in node_modules runs as it is.
  transformIgnorePatterns: ['/node_modules/(?!(idb-keyval|fake-indexeddb)/)'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  modulePathIgnorePatterns: [
    '<rootDir>/dist/',
    '<rootDir>/.plugboard/',
    '<rootDir>/examples/flex-desktop/',
  ],
  injectGlobals: true,
  restoreMocks: true,
};

/** Browser-side code runs in jsdom, everything else in Node. */
export default {
  // Hangs must end; a busy machine must not fail a test. Nothing here asserts a time.
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/{bench,client,cli,docs,domain,registry,scripts}/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'jsdom',
      testEnvironment: '<rootDir>/test/jsdom-environment.mjs',
      testMatch: [
        '<rootDir>/test/{loader,stories,testing}/**/*.test.ts',
        '<rootDir>/examples/plugins/**/*.test.{ts,tsx}',
      ],
    },
  ],
};
