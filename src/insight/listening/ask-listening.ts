import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { toRead } from '../../privacy/decide.ts';
import { someThing } from '../../privacy/some-thing.ts';
import {
  type AskedOfClass,
  asksOfShown,
  asksToSee,
  isLeftToNobody,
  NUMBERS_STAND_DAYS,
} from '../../privacy/targeting.ts';
import type { ActorId, BusinessFunction, Instant } from '../../privacy/words.ts';
import { noteUseOfAmounts } from '../../store/data-uses.ts';
import type { Deps } from '../../store/deps.ts';
import { actingIn } from '../../store/seated.ts';
import { hasSensitiveText } from '../../store/sensitive-marks.ts';
import type { Viewer } from '../../store/viewer.ts';
import { mayFilter } from '../../store/visibility/lists.ts';
import { planForMany } from '../../store/visibility/plan-for-many.ts';
import { comparesSensitiveWords } from '../audiences/sensitive-values.ts';
import { answerParts, type PartsAnswer } from '../counting/answer-once.ts';
import { asUse } from '../counting/as-use.ts';
import { forbiddenNow } from '../counting/may-count.ts';
import { heardAmounts, putSpoke } from './amounts.ts';
import { admitted, type Grouping, type Hearing, LISTENING } from './heard.ts';
import { partsOf, tellingOf } from './listening-parts.ts';
import { type Span, type Stretch, stretchOf } from './span.ts';
import { type Sought, soughtBy, type Topic } from './topic.ts';

/** How members' posts about something sound, over some days or weeks. */
export interface ListeningQuestion {
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
  readonly topic: Topic;
  readonly span: Span;
  readonly by: Grouping | null;
}

/** What was heard. */
export interface Heard {
  readonly answer: PartsAnswer;
  readonly stretch: Stretch;
}

/**
 * How many members spoke about it, how many posts, and how these sounded, for who acts for the organisation in the function:
 * with noise, out of its budget, the same for its day. Whoever was heard is told.
 */
export async function askListening(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  viewer: Viewer,
  question: ListeningQuestion,
  at: Instant,
): Promise<Result<Heard>> {
  const { community } = deps.store;
  const acting = await actingIn(community, viewer, question.organisation, question.function, at);
  if (!acting.ok) return acting;
  const { topic } = question;
  if (topic.kind === 'space' && !(await isSpaceSeen(deps, viewer, topic.space, at))) return absent;
  return hear(deps, viewer, question, at);
}

/** The same in the function's name, which is its caller's to have asked. */
export async function hear(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  viewer: Pick<Viewer, 'network' | 'networkFacts' | 'actor'>,
  question: ListeningQuestion,
  at: Instant,
): Promise<Result<Heard>> {
  const { network, networkFacts } = viewer;
  const { policies } = networkFacts;
  const { organisation, function: fn, by } = question;
  const stretch = stretchOf(question.span, at);
  if (!stretch.ok) return stretch;
  const sought = await soughtBy(deps.store.community, network, question.topic, at);
  if (!sought.ok) return sought;
  if (by !== null && (await hasSensitiveText(deps.store.community, network, by.values, at))) {
    return comparesSensitiveWords;
  }
  const hearing: Hearing = { network, policies, organisation, function: fn, sought: sought.value, by, at };
  if (isLeftToNobody(policies, asksOfHearing(hearing))) return forbiddenNow;
  const parts = partsOf(by === null ? 1 : by.values.length + 1, stretch.value.buckets);
  const kinds = by === null ? [] : [by.attribute];
  const use = asUse(viewer, 'listened', { organisation, function: fn, purpose: LISTENING }, kinds);
  const answer = await answerParts(
    deps,
    network,
    {
      organisation,
      function: fn,
      purpose: LISTENING,
      what: 'listening',
      canonical: canonical(fn, sought.value, stretch.value, by),
    },
    {
      parts,
      telling: tellingOf,
      async count(trx) {
        await planForMany(trx);
        const of = await admitted(trx, hearing);
        await putSpoke(trx, of, stretch.value);
        const found = heardAmounts(of, stretch.value);
        return noteUseOfAmounts(trx, deps, network, use, { found, parts }, at);
      },
    },
    at,
  );
  return answer.ok ? ok({ answer: answer.value, stretch: stretch.value }) : answer;
}

/** The one form of the question, however its topic and its days are said. */
const canonical = (
  fn: BusinessFunction,
  sought: Sought,
  { from, step, buckets }: Stretch,
  by: Grouping | null,
): string =>
  JSON.stringify({
    listen: sought,
    from,
    step,
    buckets,
    ...(by === null ? {} : { by: [by.attribute, ...by.values] }),
    in: fn,
  });

/** What policies are asked, as far as it is the same for everybody. */
export function asksOfHearing({
  organisation,
  function: capacity,
  by,
  at,
}: Pick<Hearing, 'organisation' | 'function' | 'by' | 'at'>): readonly (readonly AskedOfClass[])[] {
  const as = { organisation, capacity, retentionDays: NUMBERS_STAND_DAYS };
  const question = { action: 'process', purpose: LISTENING, at, as } as const;
  const post = someThing('post', { since: at });
  return [
    [{ question, object: someThing('posts') }],
    [{ question, object: post }],
    asksToSee(as, LISTENING, at).map((see) => ({ question: see, object: post })),
    ...(by === null ? [] : asksOfShown(as, LISTENING, [by.attribute], at)),
  ];
}

/** Whether who asks may know of the space; whether it may be listened to is asked of each post. */
export async function isSpaceSeen(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  space: ActorId,
  at: Instant,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from community.space s join community.actor a on a.network_id = s.network_id and a.id = s.actor_id
    where s.network_id = ${viewer.network} and s.actor_id = ${space} and s.ended_at is null
      and ${mayFilter(viewer, toRead(at), 'presence', 'a')}`.execute(store.community);
  return rows.length > 0;
}
