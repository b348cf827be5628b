// Runs once before the browser tests: installs and builds, so that no test's deadline covers a download.
import { prepareDemo } from '../../examples/flex-desktop/demo/prepare-demo.ts';

const say = (line: string): void => console.log(line);

export default async function prepare(): Promise<void> {
  await prepareDemo(say);
}
