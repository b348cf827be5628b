// The grammar of ?plugin-dev= and ?plugins=: what it reads, and that nothing else gets through.
import * as fc from 'fast-check';
import {
  type DevOverride,
  formatDevOverride,
  localBundleUrl,
  PlugboardError,
  parseDevOverrides,
  parseSafeMode,
} from '../../src/domain/index.ts';

const local = (plugin: string, port = 3000): DevOverride => ({ kind: 'local', plugin, port });

const READ: readonly (readonly [text: string, meaning: readonly DevOverride[] | 'off'])[] = [
  ['plugin-crm', [local('plugin-crm')]],
  ['plugin-crm:3105', [local('plugin-crm', 3105)]],
  ['plugin-crm:1024', [local('plugin-crm', 1024)]],
  ['plugin-crm:65535', [local('plugin-crm', 65_535)]],
  ['plugin-crm@1.4.0', [{ kind: 'version', plugin: 'plugin-crm', version: '1.4.0' }]],
  [
    'plugin-crm@1.4.0-rc.1+b7',
    [{ kind: 'version', plugin: 'plugin-crm', version: '1.4.0-rc.1+b7' }],
  ],
  ['-plugin-crm', [{ kind: 'without', plugin: 'plugin-crm' }]],
  ['plugin-a,-plugin_b', [local('plugin-a'), { kind: 'without', plugin: 'plugin_b' }]],
  ['off', 'off'],
];

const REFUSED = [
  '',
  ',',
  'plugin-crm,',
  'https://evil.example/x.js',
  '//evil.example',
  'evil.example',
  'evil.example:3000',
  'plugin-crm@https://evil.example/x.js',
  'plugin-crm@evil.example',
  'plugin-crm:3000@evil.example',
  'plugin-crm@1.4.0/../../x',
  'plugin-crm@1.4.0@2.0.0',
  'plugin-crm@',
  'plugin-crm:',
  'plugin-crm:80',
  'plugin-crm:1023',
  'plugin-crm:65536',
  'plugin-crm:99999',
  'plugin-crm:03105',
  'plugin-crm:3105.',
  'plugin-crm:3e3',
  'plugin-crm:-3000',
  'plugin-crm:３１０５',
  'javascript:alert(1)',
  'data:text/javascript,alert(1)',
  'plugin-crm%2f..',
  'plugin-crm/../x',
  'plugin-crm\\x',
  'plugin-crm#x',
  'plugin-crm?x',
  'plugin crm',
  'plugin-crm\n',
  '\u0440lugin-crm',
  'plugin\u2024crm',
  '--plugin-crm',
  '-plugin-crm:3000',
  'plugin-crm,plugin-crm:3105',
  'plugin-a,off',
  'OFF,x y',
  'x'.repeat(201),
  Array.from({ length: 21 }, (_, at) => `plugin-${at}`).join(','),
  'plugin-crm,'.repeat(1_000),
];

it.each(READ)('?plugin-dev=%s is read', (text, meaning) => {
  expect(parseDevOverrides(text)).toEqual(meaning);
});

it.each(REFUSED)('?plugin-dev=%j is refused as a whole', (text) => {
  const error = errorOf(() => parseDevOverrides(text));
  expect(error.code).toBe('override-invalid');
  expect(String(error.details['excerpt']).length).toBeLessThanOrEqual(60);
});

it('an override is written as it is read', () => {
  for (const [text, meaning] of READ) {
    if (meaning !== 'off') expect(meaning.map(formatDevOverride).join(',')).toBe(text);
  }
});

it('whatever is read leads to a plugin of a dev server on this machine, and nowhere else', () => {
  const pieces = fc.constantFrom(
    'plugin-crm',
    'off',
    ':3105',
    ':80',
    '@1.0.0',
    '-',
    ',',
    '/',
    '//',
    '\\',
    '.',
    '..',
    '@',
    '#',
    '?',
    '%2f',
    'evil.example',
    'https:',
    'javascript:',
    '\u0000',
    '\u2044',
    '\uff0f',
    ' ',
  );
  const text = fc.array(fc.oneof(pieces, fc.string()), { maxLength: 8 }).map((it) => it.join(''));
  let read = 0;
  fc.assert(
    fc.property(text, (it) => {
      const overrides = readOrNone(it);
      for (const override of overrides) {
        if (override.kind !== 'local') continue;
        read++;
        const { plugin, port } = override;
        const url = new URL(localBundleUrl(plugin, port));
        expect(url.origin).toBe(`http://localhost:${port}`);
        expect(url.href).toBe(`http://localhost:${port}/plugins/${plugin}.js`);
        expect(port).toBeGreaterThanOrEqual(1024);
        expect(port).toBeLessThanOrEqual(65_535);
      }
    }),
    { numRuns: 5_000 },
  );
  expect(read).toBeGreaterThan(50);
});

it('safe mode leaves out plugins by name, or all', () => {
  expect(parseSafeMode('off')).toBe('off');
  expect(parseSafeMode('-plugin-crm')).toEqual(['plugin-crm']);
  expect(parseSafeMode('-plugin-a,-plugin-b')).toEqual(['plugin-a', 'plugin-b']);
});

it.each(['', 'plugin-crm', 'on', '-plugin-crm,plugin-b', 'plugin-crm:3105', '-a@1.0.0', 'off,-a'])(
  'safe mode cannot add anything: ?plugins=%s is refused',
  (text) => {
    expect(errorOf(() => parseSafeMode(text)).code).toBe('override-invalid');
  },
);

function readOrNone(text: string): readonly DevOverride[] {
  try {
    const read = parseDevOverrides(text);
    return read === 'off' ? [] : read;
  } catch (error) {
    if (error instanceof PlugboardError && error.code === 'override-invalid') return [];
    throw error;
  }
}

function errorOf(work: () => unknown): PlugboardError {
  try {
    work();
  } catch (error) {
    if (error instanceof PlugboardError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
