import base from './jest.config.mjs';

const [node] = base.projects;

/** What takes minutes and kills processes: `npm run test:reliability`. */
export default {
  ...node,
  displayName: 'reliability',
  testTimeout: 60_000,
  testMatch: ['<rootDir>/test/registry/reliability/**/*.reliability.ts'],
};
