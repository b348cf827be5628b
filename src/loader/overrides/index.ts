// The companion for overrides: loaded only by a boot whose address or tab speaks of them.
export { readOverrides } from './read-overrides.ts';
