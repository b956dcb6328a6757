import { createHash } from 'node:crypto';
import type { Result } from '../../core/result.ts';
import type { Policy, Question } from '../../privacy/facts.ts';
import { policiesOn } from '../../privacy/policy-index.ts';
import type { Instant, ObjectKind } from '../../privacy/words.ts';
import { noteUseOfFound } from '../../store/data-uses.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type Answer, answerOnce } from './answer-once.ts';
import { countedAuthors, type Tried } from './counted-authors.ts';
import { countedMembers } from './counted-members.ts';
import { askedOf, type CountQuestion, canonical } from './question.ts';

/** A count under policies that are only tried. */
export interface TriedQuestion extends Omit<CountQuestion, 'what'> {
  /** `authors` are members with posts that people could no longer read. */
  readonly what: CountQuestion['what'] | 'authors';
}

/**
 * The same count under policies that aren't in force, with the same noise, minimum and budget, so that no series of drafts
 * tells of anybody. Where the draft says nothing else of it, it is the question of now, with its answer of today. Whether
 * the viewer may ask is their caller's to have asked.
 */
export function countUnder(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  viewer: Viewer,
  question: TriedQuestion,
  tried: Tried,
  at: Instant,
): Promise<Result<Answer>> {
  const { network } = viewer;
  const { organisation, function: fn, purpose, what } = question;
  const found =
    what === 'authors'
      ? countedAuthors(network, question, tried, at)
      : countedMembers({ network, policies: tried.after }, { ...question, what }, at);
  const by = viewer.actor?.id ?? null;
  const use = { organisation, function: fn, by, deed: 'counted', purpose, kinds: [] } as const;
  return answerOnce(
    deps,
    network,
    {
      organisation,
      function: fn,
      purpose,
      what,
      canonical: canonical(question, markOf(question, tried, at)),
    },
    (trx) => noteUseOfFound(trx, deps, network, use, found, at),
    at,
  );
}

/** A hash of the policies that speak of what is asked; null where the draft says nothing else of it than those in force. */
function markOf({ what, ...question }: TriedQuestion, { before, after }: Tried, at: Instant): string | null {
  const { organisation, function: capacity, purpose } = question;
  if (what === 'authors') {
    const person: Question = { action: 'see', purpose: 'reading', at };
    return hashOf([formOf(before, person, 'post'), formOf(after, person, 'post')]);
  }
  const { action, kind } = askedOf({ ...question, what });
  const asked: Question = { action, purpose, at, as: { organisation, capacity } };
  const [now, tried] = [formOf(before, asked, kind), formOf(after, asked, kind)];
  return now === tried ? null : hashOf([tried]);
}

const hashOf = (forms: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(forms)).digest('hex').slice(0, 32);

/** What they forbid, whatever text it comes from. */
const formOf = (policies: readonly Policy[], question: Question, kind: ObjectKind): string =>
  policiesOn({ policies }, question, kind).map(boxText).sort().join();

const boxText = ({ id, source, version, clause, from, until, ...box }: Policy): string =>
  JSON.stringify(Object.entries(box).sort());
