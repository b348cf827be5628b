// What may not be loaded whatever the other plugins are.
import type { PlanContext } from '../../src/domain/index.ts';
import { aPlugin } from '../../src/testing/builders.ts';
import { planEntries, refusalOf } from './plan-release.ts';

type Given = Parameters<typeof aPlugin>[1];
const SHA384 = `sha384-${'A'.repeat(64)}`;

const REFUSED: [title: string, given: Given, context: PlanContext, code: string][] = [
  ['an archived plugin', { plugin_archived: true }, {}, 'plugin-archived'],
  ['an archived version', { plugin_version_archived: true }, {}, 'plugin-archived'],
  [
    'a quarantined version',
    { version: '1.2.0' },
    { quarantined: new Set(['plugin-x@1.2.0']) },
    'plugin-quarantined',
  ],
  ['an address that the rule refuses', {}, { isUrlAllowed: () => false }, 'url-not-allowed'],
  [
    'an integrity that a browser would ignore',
    { integrity: 'sha384-oops' },
    {},
    'integrity-malformed',
  ],
  ['an empty integrity', { integrity: '' }, {}, 'integrity-malformed'],
  [
    'a missing integrity where one is required',
    {},
    { requireIntegrity: true },
    'integrity-required',
  ],
  [
    'an engine out of range',
    { engines: { react: '^16.5.0' } },
    { engines: { react: '17.0.2' } },
    'engine-mismatch',
  ],
  [
    'an engine range that is no range',
    { engines: { react: 'sixteen' } },
    { engines: { react: '17.0.2' } },
    'entry-invalid',
  ],
];

it.each(REFUSED)('%s is refused', (_title, given, context, code) => {
  const shown = planEntries(
    [aPlugin('plugin-x', given), aPlugin('plugin-y', { integrity: SHA384 })],
    {
      ...context,
      ...(context.isUrlAllowed && { isUrlAllowed: (url) => url.includes('plugin-y') }),
    },
  );
  expect(shown.refused).toEqual([`plugin-x: ${code}`]);
  expect(shown.order).toEqual(['plugin-y']);
});

const ADMITTED: [title: string, given: Given, context: PlanContext][] = [
  ['another version of a quarantined plugin', {}, { quarantined: new Set(['plugin-x@0.9.0']) }],
  [
    'an integrity that is enforced, where one is required',
    { integrity: SHA384 },
    { requireIntegrity: true },
  ],
  ['an engine in range', { engines: { react: '>=16 <18' } }, { engines: { react: '17.0.2' } }],
  [
    'an engine that the desktop says nothing about',
    { engines: { vue: '^3.0.0' } },
    { engines: {} },
  ],
  [
    'an engine named like a method of every object',
    { engines: { toString: '^3.0.0' } },
    { engines: {} },
  ],
  [
    'a prerelease of the desktop inside the range',
    { engines: { react: '^17.0.0' } },
    { engines: { react: '17.1.0-rc.1' } },
  ],
];

it.each(ADMITTED)('%s is admitted', (_title, given, context) => {
  expect(planEntries([aPlugin('plugin-x', given)], context).order).toEqual(['plugin-x']);
});

it('an engine mismatch names both sides', () => {
  const shown = planEntries([aPlugin('plugin-x', { engines: { react: '^16.5.0' } })], {
    engines: { react: '17.0.2' },
  });
  expect(refusalOf(shown, 'plugin-x')).toBe(
    'plugin-x needs react ^16.5.0, this desktop runs 17.0.2.',
  );
});

it.each([
  ['https://evil.example/x.js?token=secret', 'https://evil.example'],
  ['/plugins/x.js?token=secret', '/plugins/x.js'],
  ['javascript:alert("secret")', 'javascript:'],
  ['data:text/javascript,secret', 'data:'],
])('a refused address %s is told as %s', (plugin_url, shownOrigin) => {
  const shown = planEntries([aPlugin('plugin-x', { plugin_url })], { isUrlAllowed: () => false });
  const [refusal] = shown.plan.refused;
  expect(refusal?.error.details['origin']).toBe(shownOrigin);
  expect(refusal?.error.message).not.toContain('secret');
});
