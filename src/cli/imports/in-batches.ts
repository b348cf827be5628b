// Cuts records into requests that a registry takes: not too many, not too large.

const MAX_RECORDS = 100;
/** A registry takes bodies of 1 MB by default, and encoding lets JSON grow to up to three times its size. */
const MAX_CHARACTERS = 250_000;

export function inBatches<Item>(items: readonly Item[]): Item[][] {
  const batches: Item[][] = [];
  let batch: Item[] = [];
  let size = 0;
  for (const item of items) {
    const length = JSON.stringify(item).length;
    if (batch.length === MAX_RECORDS || (batch.length > 0 && size + length > MAX_CHARACTERS)) {
      batches.push(batch);
      batch = [];
      size = 0;
    }
    batch.push(item);
    size += length;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
