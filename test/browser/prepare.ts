// Runs once before the browser tests: builds the loader and the page of the real Flex UI where they are stale.
import { buildPage } from '../../examples/flex-desktop/build.ts';
import { buildProject } from '../../examples/flex-desktop/demo/build-project.ts';
import { installPackages } from '../../examples/flex-desktop/demo/install-packages.ts';

const say = (line: string): void => console.log(line);

export default async function prepare(): Promise<void> {
  await installPackages(say);
  await buildProject(say);
  await buildPage(say);
}
