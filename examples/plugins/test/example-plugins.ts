// The example plugins as they are published, for tests that boot them: the built bundle and what it declares.
import { readFile } from 'node:fs/promises';
import * as React from 'react';
import * as ReactDOM from 'react-dom';
import { aPlugin, type BootPluginOptions, type TestPlugin } from '../../../src/testing/index.ts';
import { buildInNode } from './build-in-node.ts';

/** What Flex UI puts on the page for the bundles of plugins. */
export const globals = { React, ReactDOM };

export type ExamplePlugin = {
  /** What `bootPlugin()` boots. */
  readonly code: { readonly bundle: string };
  /** Its name, version and `flexPlugin` block. */
  readonly declared: BootPluginOptions & { readonly name: string };
  /** The same as an entry of a release, beside the plugin under test. */
  readonly released: TestPlugin;
};

/** Builds what has changed since the last time. */
export async function buildExamplePlugin(name: string): Promise<ExamplePlugin> {
  const built = (await buildInNode()).find(({ uniqueName }) => uniqueName === name);
  if (!built) throw new Error(`There is no example plugin ${name}.`);
  const { file, version, format, dependencies, engines } = built;
  const code = { bundle: await readFile(file, 'utf8') };
  const facts = { version, ...(dependencies && { dependencies }), ...(engines && { engines }) };
  return {
    code,
    declared: { name, ...facts, globals },
    released: aPlugin(name, { code, format, ...(facts as Partial<TestPlugin>) }),
  };
}
