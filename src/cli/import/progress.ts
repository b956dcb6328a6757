import { SingleBar } from 'cli-progress';
import type { ImportProgress } from '../../community/import/people.ts';

/** A bar on a terminal; elsewhere, a plain line at the end of each step. */
export function showProgress(out: NodeJS.WriteStream = process.stderr): ImportProgress & { end(): void } {
  return out.isTTY ? barOn(out) : linesOn(out);
}

function barOn(stream: NodeJS.WriteStream) {
  const bar = new SingleBar({
    stream,
    format: '{bar} {percentage}% {step} {value} of {total}',
    hideCursor: true,
    clearOnComplete: true,
  });
  let open = false;
  return {
    step(title: string, total: number) {
      if (open) bar.stop();
      bar.start(total, 0, { step: title });
      open = true;
    },
    advance: (count: number) => bar.increment(count),
    end() {
      if (open) bar.stop();
      open = false;
    },
  };
}

function linesOn(stream: NodeJS.WriteStream) {
  let current: { title: string; total: number; done: number } | undefined;
  const end = () => {
    if (current !== undefined) stream.write(`${current.title}: ${current.done} of ${current.total}\n`);
    current = undefined;
  };
  return {
    step(title: string, total: number) {
      end();
      current = { title, total, done: 0 };
    },
    advance(count: number) {
      if (current !== undefined) current.done += count;
    },
    end,
  };
}
