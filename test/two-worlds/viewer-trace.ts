import { type Answer, firstDifference, wireOf } from './answer.ts';
import type { HiddenFact } from './facts/hidden-fact.ts';
import type { Pair, Two } from './pair.ts';
import type { Phase } from './probes/probe.ts';
import type { OpenScene } from './scene.ts';
import { streamAnswer } from './stream.ts';
import type { ViewerStream } from './streams.ts';
import { type Routes, type Step, stepsOf } from './trace.ts';
import type { ViewerName } from './viewers.ts';

/** Where a viewer's trace differs between the worlds. */
export interface Finding {
  /** In which the worlds differ. */
  readonly facts: readonly string[];
  readonly viewer: ViewerName;
  /** Of the trace, or which time it was read. */
  readonly phase: string;
  /** The request. */
  readonly step: string;
  readonly route: string;
  readonly difference: string;
}

/** How much is compared, and when that is enough. */
export interface Comparison {
  /** Findings that don't count towards giving up. */
  tolerated(finding: Finding): boolean;
  /** Differences after which a viewer's trace is given up: what follows would follow from them. */
  readonly enough: number;
}

/** Reads that are made before it is asked whether enough was found. */
const PART = 48;

/** One viewer's trace through both worlds. */
export class ViewerTrace {
  readonly findings: Finding[] = [];
  /** Answers compared. */
  compared = 0;
  readonly #pair: Pair;
  readonly #facts: readonly HiddenFact[];
  readonly #scene: OpenScene;
  readonly #routes: Routes;
  readonly #comparison: Comparison;

  constructor(
    pair: Pair,
    facts: readonly HiddenFact[],
    scene: OpenScene,
    routes: Routes,
    comparison: Comparison,
  ) {
    this.#pair = pair;
    this.#facts = facts;
    this.#scene = scene;
    this.#routes = routes;
    this.#comparison = comparison;
  }

  /** Reads everything, writes, reads everything again, and puts back what it wrote. */
  async readAndWrite(): Promise<void> {
    await this.#read('reads', 'next');
    await this.inTurn('write');
    await this.#read('reads again', 'prev');
    await this.inTurn('last');
  }

  /** Compares what the viewer's streams have delivered. */
  streams(streams: readonly ViewerStream[]): void {
    for (const { name, route, both } of streams) {
      const answers = { with: streamAnswer(both.with), without: streamAnswer(both.without) };
      this.#note('delivered', name, route, answers);
    }
  }

  /** The requests of a phase, one after the other. */
  async inTurn(phase: Phase): Promise<void> {
    let n = 0;
    for (const step of stepsOf(phase, this.#scene, this.#routes)) {
      if (this.#isOver()) return;
      const label = `${this.#scene.viewer}, ${phase} ${n++}`;
      const ask = (world: Pair['with']) => world.ask(step.ask, step.as);
      const both = await this.#pair.step(label, ask, (answer) => answer.status >= 400);
      this.#compare(phase, step, both);
      if (step.keep !== undefined) this.#scene.keep(step.keep, both.with);
    }
  }

  /** Reads change nothing, so that many are made at a time. Of each list one more page is read by its cursor. */
  async #read(pass: string, further: 'next' | 'prev'): Promise<void> {
    const steps = [...stepsOf('read', this.#scene, this.#routes)];
    const answers = await this.#readBeside(pass, steps);
    const pages = new Map<string, Step>();
    for (const [i, both] of answers.entries()) {
      const step = steps[i] as Step;
      const list = step.ask.path.split('?')[0] as string;
      const path = cursorIn(both.with, further);
      if (path !== undefined && !pages.has(list)) pages.set(list, { ...step, ask: { ...step.ask, path } });
    }
    await this.#readBeside(`${pass}, by cursors`, [...pages.values()]);
  }

  /** In parts, so that nothing more is asked once enough has been found. */
  async #readBeside(pass: string, steps: readonly Step[]): Promise<Two<Answer>[]> {
    const answers: Two<Answer>[] = [];
    for (let from = 0; from < steps.length && !this.#isOver(); from += PART) {
      const part = steps.slice(from, from + PART);
      const acts = part.map(
        ({ ask, as }) =>
          (world: Pair['with']) =>
            world.ask(ask, as),
      );
      const both = await this.#pair.beside(`${this.#scene.viewer}, ${pass} from ${from}`, acts);
      for (const [i, answer] of both.entries()) this.#compare(pass, part[i] as Step, answer);
      answers.push(...both);
    }
    return answers;
  }

  #isOver(): boolean {
    const { tolerated, enough } = this.#comparison;
    return this.findings.filter((finding) => !tolerated(finding)).length >= enough;
  }

  #compare(phase: string, { ask, route }: Step, both: Two<Answer>): void {
    const body = ask.body === undefined ? '' : ` ${JSON.stringify(ask.body)}`;
    this.#note(phase, `${ask.method} ${ask.path}${body}`, route, both);
  }

  #note(phase: string, what: string, route: string, both: Two<Answer>): void {
    if (this.#facts.some(({ routes }) => routes?.match.test(route) === false)) return;
    this.compared++;
    const difference = firstDifference(wireOf(both.with), wireOf(both.without));
    if (difference === null) return;
    const facts = this.#facts.map(({ name }) => name);
    this.findings.push({ facts, viewer: this.#scene.viewer, phase, step: what, route, difference });
  }
}

/** The path of one page in the `Link` header (RFC 8288). */
function cursorIn(answer: Answer, rel: 'next' | 'prev'): string | undefined {
  const link = answer.headers.find(([name]) => name === 'link')?.[1] ?? '';
  const url = URL.parse(new RegExp(`<([^>]+)>; rel="${rel}"`).exec(link)?.[1] ?? '');
  return url === null ? undefined : url.pathname + url.search;
}

/** A finding as a person reads it. */
export const inWords = ({ facts, viewer, phase, step, difference }: Finding): string =>
  `${viewer} can tell "${facts.join('" or "')}" by ${phase}: ${step}\n    ${difference}`;
