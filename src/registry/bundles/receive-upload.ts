// Takes a multipart upload apart while it arrives: fields into a record, files into the staging folder, hashed.
// Nothing of it is visible to anybody before the last byte has come.
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { ApiError, badParameter, badRequest } from '../http/api-error.ts';
import { findClash, pathProblem } from './bundle-path.ts';
import { ADAPTER_FILE } from './flex-adapter.ts';
import { receiveArchive } from './receive-archive.ts';
import { type StagedFile, type Staging, stageFile } from './staging.ts';
import { createUploadBudget, MAX_FILES, tooManyFiles, type UploadBudget } from './upload-limits.ts';

export type UploadedFile = StagedFile & { readonly name: string };

export type Upload = {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly UploadedFile[];
  /** The staging folder of this upload. */
  readonly folder: string;
  /** Removes what is still in the staging folder. */
  discard(): Promise<void>;
};

const LIMITS = { fields: 30, fieldSize: 64 * 1024, files: MAX_FILES, fileSize: Infinity };

/** Rejects with an ApiError for what is no bundle, and leaves nothing behind then. */
export async function receiveUpload(
  request: FastifyRequest,
  staging: Staging,
  maxBytes: number,
): Promise<Upload> {
  const folder = await staging.openFolder();
  const discard = () => rm(folder, { recursive: true, force: true });
  try {
    const { fields, files } = await readParts(request, folder, createUploadBudget(maxBytes));
    if (files.length === 0) throw badRequest('files-missing', 'The upload has no file');
    const clash = findClash(files.map(({ name }) => name));
    if (clash) throw pathRefused(clash.path, clash.problem);
    return { fields, files, folder, discard };
  } catch (error) {
    await discard();
    throw isUnreadable(error) ? unreadable(error) : error;
  }
}

/** The parser's errors have no code; these are its words for a body that is torn or was never multipart. */
function isUnreadable(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof ApiError) return false;
  return /multipart|terminated early|boundary|header/i.test(error.message);
}

function unreadable(cause: unknown): ApiError {
  return new ApiError(400, 'The upload ended early or is not multipart/form-data', {
    details: { reason: 'upload-unreadable' },
    cause,
  });
}

async function readParts(request: FastifyRequest, folder: string, budget: UploadBudget) {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  const files: UploadedFile[] = [];
  for await (const part of request.parts({ preservePath: true, limits: LIMITS })) {
    if (part.type === 'file') {
      const stage = async (name: string, content: Readable) => {
        if (files.length === MAX_FILES) throw tooManyFiles();
        const file = await receiveFile(name, content, folder, budget);
        files.push(file);
        return file;
      };
      if (part.fieldname === 'Archive') await receiveArchive(part.file, stage);
      else await stage(part.filename, part.file);
    } else if (typeof part.value !== 'string' || part.valueTruncated) {
      throw badParameter(part.fieldname, 'is too long or no text');
    } else if (part.value.includes('\0')) {
      throw badParameter(part.fieldname, 'contains a NUL character');
    } else if (part.fieldname in fields) {
      throw badParameter(part.fieldname, 'is there twice');
    } else {
      fields[part.fieldname] = part.value;
    }
  }
  return { fields, files };
}

async function receiveFile(
  name: string,
  content: Readable,
  folder: string,
  budget: UploadBudget,
): Promise<UploadedFile> {
  const problem = name === ADAPTER_FILE ? 'is kept for Plugboard' : pathProblem(name);
  if (problem !== undefined) throw pathRefused(name, problem);
  return { ...(await stageFile(folder, content, budget.meter(name))), name };
}

export function pathRefused(name: string, problem: string) {
  const shown = JSON.stringify(name.slice(0, 100));
  return badRequest('path-refused', `The file name ${shown} ${problem}`, {
    path: name.slice(0, 300),
  });
}
