// A plugin that the desktop must not be without is not there.
import { aPlugin, createTestDesktop } from '../../../src/testing/index.ts';
import { openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';

openBrowserPage();

it.each([
  ['fails', {}, { status: 404 }, 'bundle-status'],
  ['is refused', { plugin_archived: true }, {}, 'plugin-archived'],
  ['is skipped', { dependencies: { 'plugin-gone': '*' } }, {}, 'dependency-failed'],
])(
  'a mandatory plugin that %s is marked, and the desktop opens all the same',
  async (_title, given, answer, code) => {
    const desktop = createTestDesktop();
    const recording = aPlugin('plugin-recording', { policy: 'mandatory', ...given });
    const gone = aPlugin('plugin-gone');
    desktop.release([recording, gone, aPlugin('plugin-a', { policy: 'mandatory' })]);
    desktop.serve(recording, answer);
    desktop.serve(gone, { status: 404 });

    const { report, fates } = await tellBoot(desktop);

    expect(fates).toContain(`plugin-recording: ${code}`);
    expect(fates).toContain('plugin-a: initialised');
    expect(report.missingMandatory).toEqual(['plugin-recording']);
  },
);
