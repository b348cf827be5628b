// Addresses of blobs, for a DOM that has none: what URL.createObjectURL() was given can be read back as text.

const objects = new Map<string, Blob>();
let lastNumber = 0;

/** To be put on URL where it is missing; empty where it is there. */
export function objectUrlFunctions(): Record<string, unknown> {
  if ('createObjectURL' in URL) return {};
  return {
    createObjectURL: (blob: Blob) => {
      lastNumber++;
      const url = `blob:${location.origin}/${lastNumber}`;
      objects.set(url, blob);
      return url;
    },
    revokeObjectURL: (url: string) => void objects.delete(url),
  };
}

/** Undefined for an address that was made elsewhere. */
export function readObjectUrl(url: string): Promise<string> | undefined {
  const blob = objects.get(url);
  return blob && new Promise((resolve, reject) => readText(blob, resolve, reject));
}

/** A DOM without these addresses has no Blob.text() either. */
function readText(
  blob: Blob,
  resolve: (text: string) => void,
  reject: (error: unknown) => void,
): void {
  const reader = new FileReader();
  reader.addEventListener('load', () => resolve(reader.result as string));
  reader.addEventListener('error', () => reject(reader.error));
  reader.readAsText(blob);
}
