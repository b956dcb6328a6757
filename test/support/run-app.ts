import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const projectFolder = join(import.meta.dirname, '..', '..');

/** The server as a process of its own, as `npm start` runs it. */
export interface RunningApp {
  process: ChildProcess;
  /** Its address, once it said `ready`. Rejects with what it said when it ends before. */
  ready: Promise<string>;
  /** How it ended: the code (or the signal) and all that it said. */
  ended: Promise<{ code: number | NodeJS.Signals | null; stdout: string; stderr: string }>;
}

/**
 * Runs `src/main.ts`.
 * @param env settings, which are all that it is told; the port is any free one unless they say otherwise.
 * @param identity whom to run as, when the tests run as root.
 */
export function runApp(
  env: Record<string, string>,
  identity: { uid?: number; gid?: number } = {},
): RunningApp {
  const app = spawn(process.execPath, ['src/main.ts'], {
    cwd: projectFolder,
    env: { PATH: process.env.PATH, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...identity,
  });
  const said = { stdout: '', stderr: '' };
  app.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  const ended = new Promise<Awaited<RunningApp['ended']>>((resolve) => {
    app.once('close', (code, signal) => resolve({ code: code ?? signal, ...said }));
  });
  const ready = new Promise<string>((resolve, reject) => {
    app.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.stdout += text;
      const url = /^ready (\S+)$/m.exec(said.stdout)?.[1];
      if (url) resolve(url);
    });
    ended.then((end) => reject(new Error(`the app ended before it was ready: ${JSON.stringify(end)}`)));
  });
  ready.catch(() => undefined); // a test may look at the end alone
  return { process: app, ready, ended };
}
