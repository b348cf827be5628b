// Every fault of the registry. `answers` is what the manifest's address says; the bundles are well.
import type { ManifestPluginResource } from '../../../src/domain/index.ts';
import { type Answer, JSON_HEADERS } from '../server/answer.ts';

/** Puts entries into the words of the API that is asked. */
export type ListPlugins = (entries: readonly unknown[]) => Answer;

export type RegistryFault = {
  /** As it stands in docs/boot.md. */
  readonly title: string;
  readonly answers: (
    healthy: readonly ManifestPluginResource[],
    list: ListPlugins,
  ) => readonly Answer[];
  /** Why no release came from the registry; absent where the release is usable all the same. */
  readonly code?: string;
  /** Codes of the entries that are refused, where the release is usable. */
  readonly refused?: Readonly<Record<string, string>>;
  /** True for a usable release that names none of the healthy plugins. */
  readonly isEmpty?: boolean;
};

/** True where the healthy plugins can start: a release was had, and they stand in it. */
export function namesHealthyPlugins({ code, isEmpty = false }: RegistryFault): boolean {
  return code === undefined && !isEmpty;
}

const text = (body: string): Answer => ({ body, headers: JSON_HEADERS });
const fixed =
  (...answers: Answer[]): RegistryFault['answers'] =>
  () =>
    answers;

export const REGISTRY_FAULTS: readonly RegistryFault[] = [
  { title: 'registry: 401', answers: fixed({ status: 401 }), code: 'registry-refused' },
  { title: 'registry: 500', answers: fixed({ status: 500 }), code: 'registry-status' },
  {
    title: 'registry: 500 once',
    answers: (healthy, list) => [{ status: 500 }, list(healthy)],
  },
  {
    title: 'registry: connection reset',
    answers: fixed({ pace: 'reset' }),
    code: 'registry-unreachable',
  },
  {
    title: 'registry: hangs',
    answers: (healthy, list) => [{ ...list(healthy), pace: 'hang' }],
    code: 'registry-timeout',
  },
  {
    title: 'registry: slow drip',
    answers: (healthy, list) => [{ ...list(healthy), pace: 'drip' }],
    code: 'registry-timeout',
  },
  {
    title: 'registry: HTML with 200',
    answers: fixed({
      body: '<!doctype html><title>Sign in</title>',
      headers: { ...JSON_HEADERS, 'content-type': 'text/html' },
    }),
    code: 'registry-not-json',
  },
  {
    title: 'registry: wrong shape',
    answers: fixed(text('{"plugins":{"plugin-classic":"1.0.0"}}')),
    code: 'manifest-shape',
  },
  { title: 'registry: empty answer', answers: fixed(text('')), code: 'registry-not-json' },
  {
    title: 'registry: release without plugins',
    answers: (_, list) => [list([])],
    isEmpty: true,
  },
  {
    title: 'registry: null entry',
    answers: (healthy, list) => [list([null, ...healthy])],
    refused: { '#0': 'entry-invalid' },
  },
  {
    title: 'registry: entry without URL',
    answers: (healthy, list) => [
      list([...healthy, { unique_name: 'plugin-bad', version: '1.0.0' }]),
    ],
    refused: { 'plugin-bad': 'entry-invalid' },
  },
  {
    title: 'registry: 10,000 entries',
    answers: (healthy, list) => [list([...thousandsWithoutDependency(), ...healthy])],
    refused: Object.fromEntries(
      thousandsWithoutDependency().map(({ unique_name: name }) => [name, 'dependency-missing']),
    ),
  },
];

function thousandsWithoutDependency() {
  return Array.from({ length: 10_000 }, (_, at) => ({
    unique_name: `plugin-${at}`,
    version: '1.0.0',
    plugin_url: `https://cdn.example/plugin-${at}/1.0.0/bundle.js`,
    dependencies: { 'plugin-nowhere': '^1.0.0' },
  }));
}
