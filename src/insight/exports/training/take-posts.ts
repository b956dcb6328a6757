import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { ok, type Result } from '../../../core/result.ts';
import type { TrainingDefinition } from '../../../privacy/leaving.ts';
import { someThing } from '../../../privacy/some-thing.ts';
import { asksOfAge, asksToSee, isLeftToNobody } from '../../../privacy/targeting.ts';
import type { ActorId, GrantId, Instant, ObjectId, TrainingFileId } from '../../../privacy/words.ts';
import { noteUse, seatIn } from '../../../store/data-uses.ts';
import { type Deps, instantOf } from '../../../store/deps.ts';
import { actingIn } from '../../../store/seated.ts';
import { hasSensitiveText } from '../../../store/sensitive-marks.ts';
import { requireSignOff } from '../../../store/sign-offs.ts';
import { timestamp } from '../../../store/time.ts';
import { loadViewer, type Viewer } from '../../../store/viewer.ts';
import { planForMany } from '../../../store/visibility/plan-for-many.ts';
import { comparesSensitiveWords } from '../../audiences/sensitive-values.ts';
import { forbiddenNow } from '../../counting/may-count.ts';
import { mayUseFor } from '../../counting/policy-first.ts';
import { takesAway } from '../export-cells.ts';
import { riskOf } from '../risk/table-risk.ts';
import { daysLeft } from '../term.ts';
import { duties, type TrainingCard } from './card.ts';
import { type GrantedPosts, grantedPosts } from './granted-posts.ts';
import { masked } from './masked.ts';

/** A file has no more posts than this. */
const MOST_POSTS = 100_000;
/** How many are sent between two questions whether they still may be. */
const AT_A_TIME = 500;

type Parts = Pick<Deps, 'store' | 'ids' | 'random' | 'clock'>;

interface Post {
  readonly text: string;
  readonly language: string | null;
  readonly at: Instant;
  readonly handle: string;
  readonly name: string;
  readonly tags: readonly string[];
}

/** A file that is about to be sent: lines of JSON, and behind them its card. */
export interface TrainingFile {
  readonly id: TrainingFileId;
  readonly lines: AsyncGenerator<string, TrainingCard>;
}

/**
 * Posts to train models with, as JSON, one a line, exactly as it was signed: of members alone who let just that, of whom each is told
 * before anything is sent. What is withdrawn while it is sent is not in what comes after. Nothing says who wrote what, and the
 * order is by chance. The card comes behind the lines, with their hash.
 * @param atATime how many posts are sent between two questions whether they still may be
 */
export async function takePosts(
  deps: Parts,
  viewer: Viewer,
  organisation: ActorId,
  definition: TrainingDefinition,
  at: Instant,
  atATime = AT_A_TIME,
): Promise<Result<TrainingFile>> {
  const { function: fn, purpose } = definition;
  const seated = await actingIn(deps.store.community, viewer, organisation, fn, at);
  if (!seated.ok) return seated;
  const days = daysLeft(definition.until, at);
  if (!days.ok) return days;
  const { tags } = definition.training;
  if (await hasSensitiveText(deps.store.community, viewer.network, tags, at)) return comparesSensitiveWords;
  const acting = await stillActing(deps, viewer, { organisation, definition }, at);
  if (!acting.ok) return acting;
  const { network, networkFacts } = viewer;
  const { policies } = networkFacts;
  const as = { organisation, capacity: fn, retentionDays: days.value };
  const object = someThing('post', { since: at });
  const groups = [
    [{ question: { action: 'process', purpose, at, as } as const, object: someThing('posts') }],
    [{ question: takesAway({ as, purpose, at }), object }],
    asksToSee(as, purpose, at).map((question) => ({ question, object })),
    asksOfAge(as, purpose, at),
  ];
  if (isLeftToNobody(policies, groups)) return forbiddenNow;
  const of: GrantedPosts = { network, policies, organisation, definition, retentionDays: days.value };
  const by = acting.value;
  const { id, posts } = await begin(deps, of, by, at);
  const { rows } = await sql<{ name: string }>`select a.display_name as name from community.actor a
    where a.network_id = ${network} and a.id = ${organisation}`.execute(deps.store.community);
  const named = { id: organisation, name: rows[0]?.name ?? '' };
  return ok({
    id,
    lines: linesOf(
      deps,
      of,
      by,
      { id, organisation: named, definition, madeAt: at },
      inTurns(posts, atATime),
    ),
  });
}

/** Whether who takes it acts in the function, it stands signed, and the purpose may be: asked at first, and again while it is sent. */
async function stillActing(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  { organisation, definition }: Pick<GrantedPosts, 'organisation' | 'definition'>,
  at: Instant,
): Promise<Result<ActorId>> {
  const acting = await actingIn(store.community, viewer, organisation, definition.function, at);
  if (!acting.ok) return acting;
  const gated = { kind: 'export', organisation, what: definition } as const;
  const signed = await requireSignOff(store.community, viewer.network, gated, at);
  if (!signed.ok) return signed;
  const may = await mayUseFor(store.community, viewer.network, organisation, definition.purpose, at);
  return may.ok ? ok(acting.value.id) : may;
}

/** Notes the file and whose posts are in it, in one transaction, and finds which these are. */
async function begin(
  deps: Parts,
  of: GrantedPosts,
  by: ActorId,
  at: Instant,
): Promise<{ readonly id: TrainingFileId; readonly posts: readonly ObjectId[] }> {
  const { network, organisation, definition } = of;
  const { function: fn, purpose } = definition;
  const id = deps.ids.next(`training file ${organisation}`) as TrainingFileId;
  const salt = deps.random(16).toString('hex');
  return deps.store.community.transaction().execute(async (trx) => {
    await planForMany(trx);
    const { rows } = await sql<{ id: ObjectId; subject: ActorId; grants: readonly GrantId[] }>`
      select g.id, g.subject, g.grants from (${grantedPosts(of, at)}) g
      order by sha256(convert_to(${salt} || g.id::text, 'UTF8')) limit ${MOST_POSTS}`.execute(trx);
    await sql`insert into community.training_file
        (network_id, id, organisation_id, function, definition, seat_id, made_at, delete_by)
      values (${network}, ${id}, ${organisation}, ${fn}, ${JSON.stringify(definition)}::jsonb,
        ${seatIn(network, { by, organisation, function: fn }, at)}, ${timestamp(at)}::timestamptz,
        ${timestamp(Date.parse(definition.until))}::timestamptz)`.execute(trx);
    const participants = [
      ...new Map(rows.map(({ subject, grants }) => [subject, { subject, grants }])).values(),
    ];
    if (participants.length > 0) {
      const use = {
        organisation,
        function: fn,
        by,
        deed: 'trained',
        purpose,
        kinds: ['birth-date'],
        participants,
      } as const;
      await noteUse(trx, deps, network, use, at);
    }
    return { id, posts: rows.map((row) => row.id) };
  });
}

const inTurns = <T>(all: readonly T[], many: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / many) }, (_, n) => all.slice(n * many, (n + 1) * many));

type Begun = Pick<TrainingCard, 'id' | 'organisation' | 'definition' | 'madeAt'>;

async function* linesOf(
  deps: Parts,
  of: GrantedPosts,
  by: ActorId,
  begun: Begun,
  turns: readonly (readonly ObjectId[])[],
): AsyncGenerator<string, TrainingCard> {
  const hash = createHash('sha256');
  const alike = new Map<string, { values: readonly string[]; times: number }>();
  let rows = 0;
  for (const ids of turns) {
    for (const post of await stillGranted(deps, of, by, ids)) {
      const month = new Date(post.at).toISOString().slice(0, 7);
      const said = { language: post.language, month, tags: post.tags };
      const line = `${JSON.stringify({ text: masked(post.text, post), ...said })}\n`;
      const name = JSON.stringify(said);
      const one = alike.get(name) ?? { values: [name], times: 0 };
      one.times++;
      alike.set(name, one);
      hash.update(line);
      rows++;
      yield line;
    }
  }
  const sha256 = hash.digest('hex');
  const risk = riskOf(alike.values());
  const card: TrainingCard = { ...begun, rows, sha256, ...duties(begun.definition, begun.madeAt), risk };
  await deps.store.community
    .updateTable('community.training_file')
    .set({ rows, sha256: Buffer.from(sha256, 'hex') })
    .where('network_id', '=', of.network)
    .where('id', '=', begun.id)
    .execute();
  return card;
}

/**
 * Asked anew, at this time: what was withdrawn meanwhile is not among them. In the order that chance gave them.
 * @throws where who takes it no longer may at all: the file breaks off
 */
async function stillGranted(
  deps: Parts,
  of: GrantedPosts,
  by: ActorId,
  ids: readonly ObjectId[],
): Promise<readonly Post[]> {
  const at = instantOf(deps);
  const viewer = await loadViewer(deps.store, of.network, by);
  const acting = viewer === null ? null : await stillActing(deps, viewer, of, at);
  if (viewer === null || acting?.ok !== true) throw new Error('what is being taken away may no longer be');
  const { policies } = viewer.networkFacts;
  return deps.store.community.transaction().execute(async (trx) => {
    await planForMany(trx);
    const { rows } = await sql<Post>`
    select g.text, g.language, g.at, g.handle, g.name, g.tags from (${grantedPosts({ ...of, policies }, at)}) g
    where g.id = any(${[...ids]}::uuid[]) order by array_position(${[...ids]}::uuid[], g.id)`.execute(trx);
    return rows;
  });
}
