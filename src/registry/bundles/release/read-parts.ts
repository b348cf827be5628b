// Reads the bundles of a configuration that the registry hosts and that may stand in one file.
import { text } from 'node:stream/consumers';
import type { ConfiguredPluginView } from '../../configured-plugins/store.ts';
import type { Db } from '../../database/schema.ts';
import type { BlobStore } from '../blob-store.ts';
import { findBundleFile, findBundleOfVersion } from '../store.ts';
import { canBePart } from './can-be-part.ts';
import type { PartSource } from './release-file.ts';

/** A file that is read and parsed as a whole has to fit into memory several times. */
const LIMITS = { code: 20 * 1024 * 1024, maps: 40 * 1024 * 1024 };

export async function readParts(
  db: Db,
  store: BlobStore,
  members: readonly ConfiguredPluginView[],
  limits = LIMITS,
): Promise<PartSource[]> {
  const sources: PartSource[] = [];
  const left = { ...limits };
  for (const member of members) {
    // Who may read the file is whoever may read the manifest, and that is not enough for a private bundle.
    const entry = member.private ? undefined : await findEntry(db, member);
    if (!entry || entry.size > left.code) continue;
    const code = await text(await store.read(entry.digest, { size: entry.size }));
    if (!canBePart(code)) continue;
    left.code -= entry.size;
    const { unique_name: uniqueName, version } = member;
    sources.push({ uniqueName, version, code, map: await readMap(db, store, entry, left) });
  }
  return sources;
}

type Entry = { accountSid: string; bundleId: string; path: string; digest: string; size: number };

async function findEntry(db: Db, member: ConfiguredPluginView): Promise<Entry | undefined> {
  const bundle = await findBundleOfVersion(db, member.sid);
  if (!bundle) return undefined;
  const address = { accountSid: bundle.account_sid, bundleId: bundle.id, path: bundle.entry };
  const file = await findBundleFile(db, address);
  return file && { ...address, digest: file.digest, size: file.size };
}

/** A part without its map runs all the same, so maps that would be too much are left out. */
async function readMap(
  db: Db,
  store: BlobStore,
  entry: Entry,
  left: { maps: number },
): Promise<object | undefined> {
  const file = await findBundleFile(db, { ...entry, path: `${entry.path}.map` });
  if (!file || file.size > left.maps) return undefined;
  left.maps -= file.size;
  try {
    return JSON.parse(await text(await store.read(file.digest, { size: file.size }))) as object;
  } catch (error) {
    // A map that is no map helps nobody and harms nobody.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
