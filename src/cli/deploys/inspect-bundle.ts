// Looks at the bytes behind --url before a version points at them for ever, and computes their integrity.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fetchBundle } from '../../client/index.ts';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import { usageError } from '../failures/usage-error.ts';

export type InspectedBundle = { readonly integrity: string; readonly size: number };

export async function inspectBundle(
  fetch: typeof globalThis.fetch,
  url: string,
): Promise<InspectedBundle> {
  const { status, headers, bytes } = await fetchBundle({ fetch }, url);
  if (status !== 200) {
    throw bundleError('bundle-status', `${url} answers with status ${status}.`, {
      exit: status >= 500 ? EXIT.unreachable : EXIT.refused,
    });
  }
  const type = headers.get('content-type') ?? '';
  if (/\bhtml\b/i.test(type) || /^\s*<(!doctype|html)/i.test(startOf(bytes))) {
    throw bundleError('bundle-html', `${url} answers with a web page, not with a bundle.`);
  }
  if (bytes.byteLength === 0) throw bundleError('bundle-empty', `${url} answers with nothing.`);
  return { integrity: integrityOf(bytes), size: bytes.byteLength };
}

/** Refuses an address that serves something else than the file that was built. */
export async function refuseOtherBytes(
  { integrity }: InspectedBundle,
  { url, file, cwd }: { readonly url: string; readonly file: string; readonly cwd: string },
): Promise<void> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(resolve(cwd, file));
  } catch (cause) {
    throw usageError(`${file} cannot be read: ${(cause as Error).message}`, 'Check --bundle.');
  }
  if (integrityOf(bytes) === integrity) return;
  throw bundleError('bundle-differs', `${url} serves other bytes than ${file}.`, {
    advice: 'Upload the file first, or wait until the CDN serves it.',
  });
}

export function integrityOf(bytes: Uint8Array): string {
  return `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
}

function startOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 200)).toString('utf8');
}

function bundleError(
  code: string,
  message: string,
  {
    exit = EXIT.refused,
    advice = 'Check --url in a browser, or skip the look at it with --no-check.',
  }: {
    exit?: typeof EXIT.refused | typeof EXIT.unreachable;
    advice?: string;
  } = {},
): CliError {
  return new CliError({ code, message, advice, exit });
}
