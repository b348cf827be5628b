// What `npm start` understands.
import { expect, test } from '@playwright/test';
import { readStartOptions, START_HELP } from '../../examples/flex-desktop/demo/start-options.ts';

const DEFAULTS = { desktopPort: 8700, registryPort: 8701, dataFolder: '.plugboard' };

const READ: [what: string, args: string[], environment: NodeJS.ProcessEnv, options: object][] = [
  ['nothing', [], {}, {}],
  ['a port', ['--port', '9000'], {}, { desktopPort: 9000 }],
  ['a registry port', ['--registry-port=9001'], {}, { registryPort: 9001 }],
  ['a data folder', ['--data', '/tmp/x'], {}, { dataFolder: '/tmp/x' }],
  ['a port by environment', [], { PORT: '9000' }, { desktopPort: 9000 }],
  ['a flag over the environment', ['--port', '1'], { PORT: '2' }, { desktopPort: 1 }],
];

for (const [what, args, environment, options] of READ) {
  test(`npm start reads ${what}`, () => {
    expect(readStartOptions(args, environment)).toEqual({ ...DEFAULTS, ...options });
  });
}

for (const port of ['http', '-1', '65536', '80.5', '']) {
  test(`npm start refuses ${JSON.stringify(port)} as a port`, () => {
    expect(() => readStartOptions([`--port=${port}`], {})).toThrow(
      `--port must be a port number from 0 to 65535, not ${port}.`,
    );
  });
}

test('npm start shows its flags where it is asked for help', () => {
  expect(readStartOptions(['--help', '--port', 'http'], {})).toBe('help');
  for (const flag of ['--port', '--registry-port', '--data']) expect(START_HELP).toContain(flag);
});

test('npm start refuses an unknown flag by name', () => {
  expect(() => readStartOptions(['--ports', '1'], {})).toThrow("'--ports'");
});
