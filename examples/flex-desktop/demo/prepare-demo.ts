// Installs and builds what the demonstration needs; quick when all of it is there and fresh.

import { type BuiltPlugin, buildPlugins } from '../../plugins/build.ts';
import { buildPage } from '../build.ts';
import { buildProject } from './build-project.ts';
import { installPackages } from './install-packages.ts';

export async function prepareDemo(log: (line: string) => void): Promise<readonly BuiltPlugin[]> {
  await installPackages(log);
  await buildProject(log);
  await buildPage(log);
  return buildPlugins();
}
