// A release whose registry offers one file with all bundles, as it makes them.
import type { ManifestPluginResource } from '../../../src/domain/index.ts';
import {
  aManifest,
  createTestDesktop,
  type FakeAnswer,
  flexBundle,
  MANIFEST_URL,
  systemBundle,
  type TestDesktop,
} from '../../../src/testing/index.ts';
import { integrityOf } from '../integrity-of.ts';

export type OneFileDesktop = TestDesktop & {
  readonly fileUrl: string;
  serveFile(answer: FakeAnswer): void;
  firstLineOf(plugin: string): number;
};

/** `bundles` replaces the bundle of a plugin in the file. */
export function releaseOfOneFile(
  plugins: readonly ManifestPluginResource[],
  bundles: Readonly<Record<string, string>> = {},
): OneFileDesktop {
  const desktop = createTestDesktop();
  desktop.release(plugins);
  let body = 'plugboardRelease({';
  const parts = plugins.map(({ unique_name, version, format, dependencies = {} }) => {
    const own =
      format === 'system'
        ? systemBundle(unique_name, { imports: Object.keys(dependencies) })
        : flexBundle(unique_name);
    body += `\n"${unique_name}@${version}":function(){`;
    const first_line = body.split('\n').length + 1;
    body += `\n${bundles[unique_name] ?? own}\n},`;
    return { unique_name, version, first_line };
  });
  body += '\n});';
  const fileUrl = `https://cdn.example/releases/${aManifest(plugins).release_sid}.js`;
  const release_bundle = { url: fileUrl, integrity: integrityOf(body), parts };
  const manifest = { ...aManifest(plugins), release_bundle };
  desktop.network.answer(MANIFEST_URL, { body: JSON.stringify(manifest) });
  desktop.network.answer(fileUrl, { body });
  return {
    ...desktop,
    fileUrl,
    firstLineOf: (plugin) => parts.find((part) => part.unique_name === plugin)?.first_line ?? 0,
    serveFile: (answer) => desktop.network.answer(fileUrl, { body, ...answer }),
  };
}
