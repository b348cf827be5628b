// Plugboard, built as it is published, in the ways in which a page can use it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contender, Origins, Site, Work } from '../contender.ts';
import { pageHtml, preconnect } from '../page.ts';
import { bootScript } from '../plugboard/boot-script.ts';
import { type PublishedWork, publishWork } from '../plugboard/publish-work.ts';
import { hashedPath, list, page, script } from '../site-files.ts';

type Variant = {
  /** One file for the release, or a file for each plugin. */
  readonly files: 'one' | 'many';
  /** The registry's own host, or a path of the desktop's. */
  readonly registry: 'own host' | 'same host';
  readonly policy?: 'network-first' | 'last-known-good-first';
};

const MANIFEST_PATH = '/v1/PluginService/Releases/Active/Manifest';
const DIST = join(import.meta.dirname, '../../../dist');

const VARIANTS: readonly (readonly [name: string, variant: Variant])[] = [
  ['Plugboard, one file', { files: 'one', registry: 'own host' }],
  ['Plugboard, many files', { files: 'many', registry: 'own host' }],
  ['Plugboard behind the page, one file', { files: 'one', registry: 'same host' }],
  ['Plugboard behind the page, many files', { files: 'many', registry: 'same host' }],
  [
    'Plugboard last-known-good first, one file',
    { files: 'one', registry: 'own host', policy: 'last-known-good-first' },
  ],
];

export const plugboard: readonly Contender[] = VARIANTS.map(([name, variant]) =>
  contender(name, variant, DIST),
);

/** The same with the loader of another build, to show in one run what a change of it brought. */
export function plugboardBefore(dist: string): readonly Contender[] {
  return VARIANTS.map(([name, variant]) => contender(`before: ${name}`, variant, dist));
}

function contender(name: string, variant: Variant, dist: string): Contender {
  return {
    name,
    packages: [],
    build: async (work, origins, recorder) => {
      const published = await publishedOnce(work, origins);
      return siteOf(published, { variant, dist }, origins, recorder);
    },
  };
}

/** All variants boot the same release. */
const publishedWorks = new WeakMap<Work, { cdn: string; published: Promise<PublishedWork> }>();

function publishedOnce(work: Work, { cdn }: Origins): Promise<PublishedWork> {
  const known = publishedWorks.get(work);
  if (known?.cdn === cdn) return known.published;
  const published = publishWork(work, { cdn });
  publishedWorks.set(work, { cdn, published });
  return published;
}

async function siteOf(
  { manifest, files }: PublishedWork,
  { variant, dist }: { readonly variant: Variant; readonly dist: string },
  origins: Origins,
  recorder: string,
): Promise<Site> {
  const read = (name: string) => readFile(join(dist, name), 'utf8');
  const [early, loader] = [await read('plugboard-early.js'), await read('plugboard-loader.js')];
  const loaderPath = hashedPath('plugboard-loader', loader);
  const { release_bundle: _, ...separate } = manifest;
  const registryFiles = { [MANIFEST_PATH]: list(variant.files === 'one' ? manifest : separate) };
  const isBehind = variant.registry === 'same host';
  const registry = isBehind ? origins.desktop : origins.registry;
  const hosts = isBehind ? [origins.cdn] : [origins.registry, origins.cdn];
  const html = pageHtml({
    recorder,
    head: `${preconnect(hosts, 'anonymous')}
<script data-registry="${registry}">${early}</script>
<script src="${loaderPath}"></script>`,
    body: `<script>${bootScript({ ...variant, registry })}</script>`,
  });
  return {
    desktop: {
      '/': page(html),
      [loaderPath]: script(loader),
      ...(isBehind && registryFiles),
    },
    registry: isBehind ? {} : registryFiles,
    cdn: files,
    ...(isBehind && { proxiedPaths: [MANIFEST_PATH] }),
  };
}
