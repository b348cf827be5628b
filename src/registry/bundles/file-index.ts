// Finds the file behind an address. What an address means never changes, so answers are kept; misses are not.
import { isSid } from '../../domain/index.ts';
import type { Database } from '../database/schema.ts';
import { type ServedFile, servedFile } from './served-file.ts';
import { findBundleFile } from './store.ts';

const MAX_ENTRIES = 20_000;
const BUNDLE_ID = /^[0-9a-f]{64}$/;

export type FileAddress = {
  readonly accountSid: string;
  readonly bundleId: string;
  readonly path: string;
};

export type FileIndex = { find(address: FileAddress): Promise<ServedFile | undefined> };

export function createFileIndex(database: Database): FileIndex {
  const known = new Map<string, ServedFile>();
  return {
    find: async (address) => {
      const { accountSid, bundleId, path } = address;
      if (!isSid('account', accountSid) || !BUNDLE_ID.test(bundleId)) return undefined;
      if (path.length > 300 || path.includes('\0')) return undefined;
      const key = `${accountSid}/${bundleId}/${path}`;
      const present = known.get(key);
      if (present) return present;
      const row = await findBundleFile(database, address);
      if (!row) return undefined;
      const file = servedFile(row);
      const [oldest] = known.size >= MAX_ENTRIES ? known.keys() : [];
      if (oldest !== undefined) known.delete(oldest);
      known.set(key, file);
      return file;
    },
  };
}
