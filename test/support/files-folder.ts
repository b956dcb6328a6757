import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let parent: string | undefined;
let count = 0;

/** The path of a folder that nobody else uses, not made yet; it goes when the process ends. */
export function freshFilesFolder(): string {
  if (parent === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'waxseal-files-'));
    process.on('exit', () => rmSync(made, { recursive: true, force: true }));
    parent = made;
  }
  return join(parent, String(count++));
}
