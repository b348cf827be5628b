// The companion that shows a boot to a person.
export { openPanel } from './open-panel.ts';
