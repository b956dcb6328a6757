import { ok, type Result, refuse } from '../../core/result.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { removeBytes } from '../files/file-rows.ts';
import { type KeptFile, keepFile } from '../files/keep-file.ts';
import { findUpload, type Upload } from './upload.ts';

/** An upload that is whole, as a file fit to be shared. */
export interface TakenUpload {
  readonly upload: Upload;
  readonly file: KeptFile;
}

/** Makes a file of an upload that is whole. Its row is still there, for whoever writes the file's to delete. */
export async function takeUpload(
  deps: Pick<Deps, 'store' | 'files'>,
  viewer: Viewer,
  id: string,
): Promise<Result<TakenUpload>> {
  const found = await findUpload(deps, viewer, id);
  if (!found.ok) return refuse({ kind: 'invalid', field: 'upload', says: 'is no upload of yours' });
  const upload = found.value;
  if (upload.received < upload.bytes) {
    return refuse({ kind: 'invalid', field: 'upload', says: 'is not whole yet; send the rest first' });
  }
  const file = await keepFile(deps, upload);
  return file.ok ? ok({ upload, file: file.value }) : file;
}

/** After the commit: what was received, where the file was written anew. */
export const dropReceived = async (
  deps: Pick<Deps, 'files'>,
  { upload, file }: TakenUpload,
): Promise<void> => {
  if (file.stored !== upload.stored) await removeBytes(deps, [upload.stored]);
};
