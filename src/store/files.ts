import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Bytes read at a time: what was sent lies about until it is collected. */
const CHUNK = 64 * 1024;

/** What became of bytes that were to be added to a file. */
export interface Appended {
  /** How long the file is now; all of it is on the disk for good. */
  readonly length: number;
  /** `ended`: all that came is there; `broken`: what sent them stopped; `full`: the disk is; `over`: more came than may. */
  readonly how: 'ended' | 'broken' | 'full' | 'over';
}

/**
 * Files of members, beside the database. Their names are random: nothing is told by one, and two who keep the same bytes
 * share no file.
 */
export interface FileStore {
  /** Makes an empty file and gives its name. */
  create(): Promise<string>;
  /** Adds bytes behind the first `from` of them; what stood there was never acknowledged, and goes. */
  append(name: string, from: number, bytes: AsyncIterable<Uint8Array>, most: number): Promise<Appended>;
  /** The bytes from `from` up to and without `until`, in pieces. */
  read(name: string, from: number, until: number): AsyncGenerator<Uint8Array, void>;
  /** Puts what another program wrote there on the disk for good, and says how long it is. */
  keep(name: string): Promise<number>;
  /** Where the file lies, for what reads and writes it by itself. */
  pathOf(name: string): string;
  remove(name: string): Promise<void>;
  /** Names of files that were last written before the instant. */
  olderThan(instant: number): AsyncGenerator<string, void>;
}

const NAME = /^[0-9a-f]{32}$/;

/**
 * Opens the store; its folder is made when it is first written to.
 * @param folder absolute
 * @param random unguessable bytes for names
 */
export function openFiles(folder: string, random: (bytes: number) => Buffer): FileStore {
  const pathOf = (name: string): string => {
    if (!NAME.test(name)) throw new Error('no name of a file that is kept here');
    return join(folder, name.slice(0, 2), name);
  };
  return {
    pathOf,
    async create() {
      const name = random(16).toString('hex');
      const path = pathOf(name);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
      await file.close();
      await syncFolder(dirname(path));
      return name;
    },
    async append(name, from, bytes, most) {
      const file = await open(pathOf(name), 'r+');
      try {
        await file.truncate(from);
        const added = await write(file, from, bytes, most);
        // Some file systems find out only now that there is no room.
        const isKept = await file.sync().then(() => true, isNotFull);
        return isKept ? added : { length: from, how: 'full' };
      } finally {
        await file.close();
      }
    },
    async *read(name, from, until) {
      const file = await open(pathOf(name), 'r');
      try {
        for (let at = from; at < until; ) {
          const piece = Buffer.allocUnsafe(Math.min(CHUNK, until - at));
          const { bytesRead } = await file.read(piece, 0, piece.length, at);
          if (bytesRead === 0) throw new Error('a file is shorter than it is known to be');
          at += bytesRead;
          yield piece.subarray(0, bytesRead);
        }
      } finally {
        await file.close();
      }
    },
    async keep(name) {
      const path = pathOf(name);
      const file = await open(path, 'r+');
      try {
        await file.sync();
      } finally {
        await file.close();
      }
      await syncFolder(dirname(path));
      return (await stat(path)).size;
    },
    async remove(name) {
      await unlink(pathOf(name)).catch(unlessGone);
    },
    async *olderThan(instant) {
      for (const part of await readdir(folder).catch(unlessGone)) {
        for (const name of await readdir(join(folder, part)).catch(unlessGone)) {
          if (!NAME.test(name)) continue;
          const known = await stat(pathOf(name)).catch(() => null);
          if (known !== null && known.mtimeMs < instant) yield name;
        }
      }
    },
  };
}

async function write(
  file: FileHandle,
  from: number,
  bytes: AsyncIterable<Uint8Array>,
  most: number,
): Promise<Appended> {
  let length = from;
  const pieces = bytes[Symbol.asyncIterator]();
  for (;;) {
    // What sends the bytes may stop at any time; that is no fault of ours.
    const next = await pieces.next().catch(() => 'broken' as const);
    if (next === 'broken') return { length, how: 'broken' };
    if (next.done === true) return { length, how: 'ended' };
    const room = next.value.subarray(0, most - length);
    const written = await writeAll(file, room, length);
    length += written;
    if (written < room.length) return { length, how: 'full' };
    if (room.length < next.value.length) return { length, how: 'over' };
  }
}

/** Writes as much as the disk takes. */
async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<number> {
  let written = 0;
  while (written < bytes.length) {
    try {
      const { bytesWritten } = await file.write(bytes, written, bytes.length - written, at + written);
      written += bytesWritten;
    } catch (error) {
      if (!isFull(error)) throw error;
      return written;
    }
  }
  return written;
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** Whether the disk, or what this user may have of it, is used up. */
const isFull = (error: unknown): boolean => {
  const code = codeOf(error);
  return code === 'ENOSPC' || code === 'EDQUOT';
};

/** @throws whatever else it is */
function isNotFull(error: unknown): false {
  if (!isFull(error)) throw error;
  return false;
}

function unlessGone(error: unknown): never[] {
  if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
  throw error;
}

/** A new name in a folder is there for good only when the folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
