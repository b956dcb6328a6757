/**
 * Something that whoever runs the server has to mend (a taken port, a full disk, a wrong setting). Its message
 * is one line, shown as it stands; the process then ends with code 1 and no stack. Anything else thrown is a bug.
 */
export class OperatorError extends Error {
  override name = 'OperatorError';
}

/**
 * Names what an operating system error means for whoever runs the server.
 * @param error what was thrown by a file or network call.
 * @param doing a phrase that follows "cannot", such as `write to /srv/waxseal`.
 * @returns an `OperatorError` for the codes that an operator can mend, otherwise the error itself.
 */
export function explainSystemError(error: unknown, doing: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const reason = typeof code === 'string' ? reasons[code] : undefined;
  return reason ? new OperatorError(`cannot ${doing}: ${reason}`) : error;
}

const reasons: Record<string, string | undefined> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a file stands where a folder is needed',
  EEXIST: 'a file stands where a folder is needed',
  ENOENT: 'no such folder',
  ELOOP: 'the path is a loop of links',
  ENAMETOOLONG: 'the path is too long',
};
