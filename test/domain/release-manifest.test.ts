// What came from a network, a cache or a page is hostile until it is parsed.
import {
  DEFAULT_PHASE,
  PlugboardError,
  parseReleaseManifest,
  planLoad,
} from '../../src/domain/index.ts';
import { aManifest, aPlugin, sidOf } from '../../src/testing/builders.ts';

const messageOf = (input: unknown): string => {
  try {
    parseReleaseManifest(input);
    return 'parsed';
  } catch (error) {
    if (error instanceof PlugboardError) return `${error.code}: ${error.details['field']}`;
    throw error;
  }
};
const entry = (given: object) => ({ ...aPlugin('plugin-x'), ...given });

it.each([
  ['null', null, 'the document'],
  ['a list', [], 'the document'],
  ['text', '{"plugins":[]}', 'the document'],
  ['a number', 7, 'the document'],
  ['nothing', undefined, 'the document'],
  ['an empty object', {}, 'release_sid'],
  ['an error of the API', { code: 20404, message: 'not found', status: 404 }, 'release_sid'],
  ['the SID of something else', aManifest([], { release_sid: sidOf('FJ', 1) }), 'release_sid'],
  ['no configuration', { ...aManifest([]), configuration_sid: null }, 'configuration_sid'],
  ['no account', { ...aManifest([]), account_sid: 'AC123' }, 'account_sid'],
  ['a SID that is a list', { ...aManifest([]), account_sid: [sidOf('AC', 1)] }, 'account_sid'],
  ['no plugins', { ...aManifest([]), plugins: undefined }, 'plugins'],
  ['plugins by name', { ...aManifest([]), plugins: { 'plugin-x': {} } }, 'plugins'],
  ['plugins that only look like a list', { ...aManifest([]), plugins: { length: 1 } }, 'plugins'],
])('%s is no manifest', (_title, input, field) => {
  expect(messageOf(input)).toBe(`manifest-shape: ${field}`);
});

it.each([
  ['null', null, '#1', 'the entry'],
  ['a list', [], '#1', 'the entry'],
  ['text', 'plugin-x', '#1', 'the entry'],
  ['an entry without a name', entry({ unique_name: undefined }), '#1', 'unique_name'],
  ['a name with a path in it', entry({ unique_name: '../x' }), '#1', 'unique_name'],
  ['a name with white space', entry({ unique_name: 'plugin x' }), '#1', 'unique_name'],
  ['a name that never ends', entry({ unique_name: 'x'.repeat(201) }), '#1', 'unique_name'],
  ['a name that is a number', entry({ unique_name: 7 }), '#1', 'unique_name'],
  ['no address', entry({ plugin_url: undefined }), 'plugin-x', 'plugin_url'],
  ['an empty address', entry({ plugin_url: '' }), 'plugin-x', 'plugin_url'],
  ['an address that is an object', entry({ plugin_url: { href: 'x' } }), 'plugin-x', 'plugin_url'],
  ['an address that never ends', entry({ plugin_url: 'x'.repeat(4097) }), 'plugin-x', 'plugin_url'],
  ['no version', entry({ version: null }), 'plugin-x', 'version'],
  ['a phase in words', entry({ phase: '3' }), 'plugin-x', 'phase'],
  ['a phase below zero', entry({ phase: -1 }), 'plugin-x', 'phase'],
  ['half a phase', entry({ phase: 0.5 }), 'plugin-x', 'phase'],
  ['an endless phase', entry({ phase: Number.POSITIVE_INFINITY }), 'plugin-x', 'phase'],
  ['an unknown format', entry({ format: 'esm' }), 'plugin-x', 'format'],
  ['a format named like a method', entry({ format: 'includes' }), 'plugin-x', 'format'],
  ['an unknown policy', entry({ policy: 'optional' }), 'plugin-x', 'policy'],
  ['an integrity that is a number', entry({ integrity: 1 }), 'plugin-x', 'integrity'],
  ['dependencies as a list', entry({ dependencies: ['b'] }), 'plugin-x', 'dependencies'],
  ['a range that is a number', entry({ dependencies: { b: 1 } }), 'plugin-x', 'dependencies'],
  [
    'optional ones as text',
    entry({ optional_dependencies: 'b' }),
    'plugin-x',
    'optional_dependencies',
  ],
  ['engines with null', entry({ engines: { react: null } }), 'plugin-x', 'engines'],
])('%s is refused and leaves the others alone', (_title, bad, plugin, field) => {
  const manifest = parseReleaseManifest(aManifest([aPlugin('plugin-a'), bad, aPlugin('plugin-b')]));
  expect(manifest.plugins.map(({ uniqueName }) => uniqueName)).toEqual(['plugin-a', 'plugin-b']);
  expect(manifest.refusedEntries).toMatchObject([
    { plugin, error: { code: 'entry-invalid', details: { plugin, field } } },
  ]);
});

it('an entry gets the defaults of the Plugins API', () => {
  const { unique_name, version, plugin_url } = aPlugin('plugin-x');
  const manifest = parseReleaseManifest(aManifest([{ unique_name, version, plugin_url }]));
  expect(manifest.plugins).toEqual([
    {
      uniqueName: 'plugin-x',
      version: '1.0.0',
      url: plugin_url,
      phase: DEFAULT_PHASE,
      archived: false,
      format: 'flex',
      policy: 'normal',
    },
  ]);
});

it('null counts as absent where a field is optional', () => {
  const nothing = {
    integrity: null,
    dependencies: null,
    optional_dependencies: null,
    engines: null,
  };
  const { plugins } = parseReleaseManifest(aManifest([entry(nothing)]));
  expect(plugins[0]?.dependencies).toBeUndefined();
  expect(plugins[0]?.integrity).toBeUndefined();
});

it('an empty dependency object is kept: it says that the plugin declares its needs', () => {
  const { plugins } = parseReleaseManifest(aManifest([entry({ dependencies: {} })]));
  expect(plugins[0]?.dependencies).toEqual({});
});

it('fields that a plan does not know are not carried along', () => {
  const { plugins } = parseReleaseManifest(aManifest([entry({ surprise: true })]));
  expect(Object.keys(plugins[0] ?? {})).not.toContain('surprise');
});

describe('names that every object answers to', () => {
  const hostile = `{"__proto__":{"polluted":true},"constructor":"*"}`;

  it('__proto__ in an entry changes no prototype and no field', () => {
    const json = JSON.stringify(aPlugin('plugin-x')).replace(
      '{',
      '{"__proto__":{"archived":true,"policy":"mandatory"},',
    );
    const { plugins } = parseReleaseManifest(aManifest([JSON.parse(json)]));
    expect(plugins[0]).toMatchObject({ archived: false, policy: 'normal' });
    expect(({} as { archived?: unknown }).archived).toBeUndefined();
  });

  it('a dependency called __proto__ is refused by its type', () => {
    const { refusedEntries } = parseReleaseManifest(
      aManifest([entry({ dependencies: JSON.parse(hostile) })]),
    );
    expect(refusedEntries).toHaveLength(1);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'a plugin called %s is a plugin like any other',
    (name) => {
      const dependencies = JSON.parse(`{"${name}":"^1.0.0"}`);
      const manifest = parseReleaseManifest(aManifest([entry({ dependencies }), aPlugin(name)]));
      const order = planLoad(manifest).phases[0]?.plugins.map(({ uniqueName }) => uniqueName);
      expect(order).toEqual([name, 'plugin-x']);
    },
  );

  it.each(['__proto__', 'constructor'])(
    'a dependency called %s that is not there is missing',
    (name) => {
      const dependencies = JSON.parse(`{"${name}":"^1.0.0"}`);
      const { refused } = planLoad(parseReleaseManifest(aManifest([entry({ dependencies })])));
      expect(refused.map(({ error }) => error.code)).toEqual(['dependency-missing']);
    },
  );
});

it('10,000 entries, half of them unusable, are told apart one by one', () => {
  const entries = Array.from({ length: 10_000 }, (_, at) =>
    at % 2 === 0 ? aPlugin(`plugin-${at}`) : { unique_name: `plugin-${at}` },
  );
  const manifest = parseReleaseManifest(aManifest(entries));
  expect(manifest.plugins).toHaveLength(5_000);
  expect(manifest.refusedEntries).toHaveLength(5_000);
  expect(planLoad(manifest).phases[0]?.plugins).toHaveLength(5_000);
});
