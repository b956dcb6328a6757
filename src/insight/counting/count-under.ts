import { createHash } from 'node:crypto';
import type { Result } from '../../core/result.ts';
import { toRead } from '../../privacy/decide.ts';
import type { Policy, Question } from '../../privacy/facts.ts';
import { policiesOn } from '../../privacy/policy-index.ts';
import type { Instant, ObjectKind } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Answer } from './answer-once.ts';
import { countFound } from './count-found.ts';
import { countedAuthors, type Tried } from './counted-authors.ts';
import { countedMembers } from './counted-members.ts';
import type { Ground } from './ground.ts';
import { askedOf, canonical, type TriedQuestion } from './question.ts';

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
  const { what, ...rest } = question;
  const mark = markOf(question, tried, at);
  if (what === 'authors') {
    const found = (ground: Ground) => countedAuthors(ground, question, tried.after, at);
    return countFound(deps, viewer, { question, policies: tried.before, found, mark }, at);
  }
  const found = (ground: Ground) => countedMembers(ground, { ...rest, what }, at);
  return countFound(deps, viewer, { question, policies: tried.after, found, mark }, at);
}

/** The question in its one form, by which its answer of today is found. */
export const canonicalUnder = (question: TriedQuestion, tried: Tried, at: Instant): string =>
  canonical(question, markOf(question, tried, at));

/** Whether the draft says anything else of what people may read of posts: else nobody's posts are cut off. */
export const isReadingChanged = ({ before, after }: Tried, at: Instant): boolean =>
  formOf(before, toRead(at), 'post') !== formOf(after, toRead(at), 'post');

/** A hash of the policies that speak of what is asked; null where the draft says nothing else of it than those in force. */
function markOf({ what, ...question }: TriedQuestion, { before, after }: Tried, at: Instant): string | null {
  const { organisation, function: capacity, purpose } = question;
  if (what === 'authors') {
    return hashOf([formOf(before, toRead(at), 'post'), formOf(after, toRead(at), 'post')]);
  }
  const { action, kind } = askedOf({ ...question, what });
  const asked: Question = { action, purpose, at, as: { organisation, capacity } };
  // As `somethingOf` has it, by whose policies it goes.
  const of = kind === 'attributes' ? 'attribute' : kind;
  const [now, tried] = [formOf(before, asked, of), formOf(after, asked, of)];
  return now === tried ? null : hashOf([tried]);
}

const hashOf = (forms: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(forms)).digest('hex').slice(0, 32);

/** What they forbid, whatever text it comes from, and however often it is said. */
const formOf = (policies: readonly Policy[], question: Question, kind: ObjectKind): string =>
  [...new Set(policiesOn({ policies }, question, kind).map(boxText))].sort().join();

const boxText = ({ id, source, version, clause, from, until, ...box }: Policy): string =>
  JSON.stringify(Object.entries(box).sort());
