// Which names a file of a bundle may have. They become part of URLs and of listings, never of a path on our disk,
// and still nothing is accepted that any system would read as leading somewhere else.

const SEGMENT = /^[A-Za-z0-9_@$+~()-][\w@$+~(). -]*$/;
/** Names that Windows keeps for devices, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const MAX_PATH = 300;
const MAX_SEGMENT = 150;
const MAX_DEPTH = 16;

export type PathProblem = { readonly path: string; readonly problem: string };

/** Why this cannot be a path in a bundle, or undefined when it can. */
export function pathProblem(path: string): string | undefined {
  if (path === '') return 'is empty';
  if (path.length > MAX_PATH) return `is longer than ${MAX_PATH} characters`;
  const segments = path.split('/');
  if (segments.length > MAX_DEPTH) return `is deeper than ${MAX_DEPTH} folders`;
  return segments.every(isSegment) ? undefined : 'is not a plain relative path';
}

function isSegment(segment: string): boolean {
  return (
    segment.length <= MAX_SEGMENT &&
    SEGMENT.test(segment) &&
    !/[. ]$/.test(segment) &&
    !DEVICE.test(segment)
  );
}

/** The first of these paths that cannot stand beside the others on every file system, with the reason. */
export function findClash(paths: readonly string[]): PathProblem | undefined {
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const path of paths) {
    const key = path.toLowerCase();
    if (files.has(key)) return { path, problem: 'is there twice' };
    if (folders.has(key)) return { path, problem: 'is a file and a folder' };
    files.add(key);
    for (const folder of foldersOf(key)) {
      if (files.has(folder)) return { path, problem: 'lies below a file' };
      folders.add(folder);
    }
  }
  return undefined;
}

function foldersOf(path: string): string[] {
  const segments = path.split('/').slice(0, -1);
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
}
