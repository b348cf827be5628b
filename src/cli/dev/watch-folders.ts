// Hears from the system at once that a file was saved. What the system does not tell, esbuild finds by looking at
// all files in turn, which takes up to two seconds in a large plugin.
import { type FSWatcher, watch } from 'node:fs';

/** Editors write a file in several steps. */
const SETTLE_MS = 15;

export type FolderWatch = {
  /** Watches these folders too, without what lies deeper. */
  add(folders: Iterable<string>): void;
  close(): void;
};

export function watchFolders(onChange: () => void): FolderWatch {
  const watches = new Map<string, FSWatcher>();
  let settling: NodeJS.Timeout | undefined;
  const settle = () => {
    clearTimeout(settling);
    settling = setTimeout(onChange, SETTLE_MS);
  };
  const forget = (folder: string) => {
    watches.get(folder)?.close();
    watches.delete(folder);
  };
  const open = (folder: string) => {
    try {
      // A folder that is removed, and systems that have no watch left, end here: esbuild looks by itself.
      watches.set(
        folder,
        watch(folder, settle).on('error', () => forget(folder)),
      );
    } catch {
      watches.delete(folder);
    }
  };
  return {
    add: (folders) => {
      for (const folder of folders) if (!watches.has(folder)) open(folder);
    },
    close: () => {
      clearTimeout(settling);
      for (const folder of watches.keys()) forget(folder);
    },
  };
}
