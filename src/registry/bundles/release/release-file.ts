// Writes the one file of a release: every bundle in a function of its own, which runs when its plugin's turn comes.
// The file itself runs no plugin; docs/adr/0007 says what the loader makes of it.
import type { ReleaseBundleResource } from '../../../domain/index.ts';

export type PartSource = {
  readonly uniqueName: string;
  readonly version: string;
  readonly code: string;
  /** The bundle's source map, where it was uploaded. */
  readonly map: object | undefined;
};

export type ReleaseFile = {
  readonly code: string;
  /** A source map made of the parts' maps: https://tc39.es/ecma426/#sec-index-source-map */
  readonly map: string;
  readonly parts: ReleaseBundleResource['parts'];
};

export const RELEASE_FILE = 'release.js';

export function writeReleaseFile(sources: readonly PartSource[]): ReleaseFile {
  const chunks = ['plugboardRelease({'];
  const parts: ReleaseBundleResource['parts'] = [];
  const sections: object[] = [];
  let lines = 1;
  for (const { uniqueName, version, code, map } of sources) {
    chunks.push(`${JSON.stringify(`${uniqueName}@${version}`)}:function(){`, code, '},');
    const firstLine = lines + 2;
    parts.push({ unique_name: uniqueName, version, first_line: firstLine });
    if (map) sections.push({ offset: { line: firstLine - 1, column: 0 }, map });
    lines = firstLine + countLines(code);
  }
  // Of several such comments in a file the last one counts.
  chunks.push('});', `//# sourceMappingURL=${RELEASE_FILE}.map`, '');
  return { code: chunks.join('\n'), map: JSON.stringify({ version: 3, sections }), parts };
}

/** As error stacks count them. */
function countLines(code: string): number {
  return code.split(/\r\n|[\n\r\u2028\u2029]/).length;
}
