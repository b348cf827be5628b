// Completes what esbuild made: the format, the styles, the name of the source map.
import type { BuildResult, Metafile } from 'esbuild';
import type { AuthoredPlugin } from '../authored-plugin.ts';
import type { BuildMode } from './build-options.ts';
import { styleScript } from './style-script.ts';
import { toSystemBundle } from './system-bundle.ts';

export type Bundle = { readonly code: string; readonly map?: string };

type Built = BuildResult<{ write: false; metafile: true }>;

export async function finishBundle(
  { outputFiles, metafile }: Built,
  plugin: AuthoredPlugin,
  mode: BuildMode,
): Promise<Bundle> {
  const fileName = `${plugin.name}.js`;
  const textOf = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  const styles = styleScript(plugin.name, withoutMap(textOf('.css')));
  if (plugin.format === 'flex') {
    const code = `${textOf('.js').trimEnd()}\n${styles}`;
    return { code: withMap(code, fileName), map: textOf('.js.map') };
  }
  const { code, map } = await toSystemBundle({
    code: textOf('.js'),
    imports: importsOf(metafile),
    after: styles,
    minify: mode === 'production',
    fileName,
  });
  return { code: withMap(code, fileName), map };
}

function importsOf({ outputs }: Metafile): string[] {
  const imports = Object.values(outputs).flatMap((output) => output.imports);
  return [...new Set(imports.filter(({ external }) => external).map(({ path }) => path))].sort();
}

/** The map that is named is the one that is served or written beside the script, whatever it was called before. */
export function withMap(code: string, fileName: string): string {
  return `${withoutMap(code)}\n//# sourceMappingURL=${fileName}.map\n`;
}

function withoutMap(code: string): string {
  return code
    .trimEnd()
    .replace(/\n(\/\/# sourceMappingURL=\S*|\/\*# sourceMappingURL=\S* \*\/)$/, '');
}
