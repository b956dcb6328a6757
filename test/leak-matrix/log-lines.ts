import { type Logger, pino } from 'pino';

/** A log as it runs in production, as far as it goes without debugging; its lines are kept. */
export function logLines(): { log: Logger; lines: string[] } {
  const lines: string[] = [];
  const log = pino({ level: 'info', base: null }, { write: (line: string) => void lines.push(line) });
  return { log, lines };
}
