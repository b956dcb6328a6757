import { hkdfSync } from 'node:crypto';
import { sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { AttributeKind } from '../../privacy/disclosure.ts';
import type { ResolvedBy } from '../../privacy/leaving.ts';
import { asksOfAge, asksOfShown, isLeftToNobody, NUMBERS_STAND_DAYS } from '../../privacy/targeting.ts';
import type {
  ActorId,
  BusinessFunction,
  GrantId,
  Instant,
  NetworkId,
  ResolutionAttemptId,
} from '../../privacy/words.ts';
import { noteUseOfCells, noteUseOfEach } from '../../store/data-uses.ts';
import { type Deps, instantOf } from '../../store/deps.ts';
import { actingIn } from '../../store/seated.ts';
import { requireSignOff } from '../../store/sign-offs.ts';
import { loadViewer, type Viewer } from '../../store/viewer.ts';
import { type Answer, answerOnce } from '../counting/answer-once.ts';
import { asUse } from '../counting/as-use.ts';
import { foundFirst } from '../counting/found-first.ts';
import { type Going, IN_REQUEST, TakesTooLong, withinLimits } from '../counting/going.ts';
import { forbiddenNow } from '../counting/may-count.ts';
import { mayUseFor } from '../counting/policy-first.ts';
import { takesAway } from '../exports/export-cells.ts';
import { daysLeft } from '../exports/term.ts';
import { beginAttempt, endAttempt, noteList, outcomeOf } from './attempt.ts';
import { type ComparedList, comparedWithList, namedInList, tellsWho } from './found-in-list.ts';
import { type Hashing, type OutsideList, readList } from './read-list.ts';

/** Whose list it is, and whether it is asked who is meant where that is let. */
export interface Resolving {
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
  /** A day, until which what is told one by one is used; null asks for the number alone. */
  readonly individuallyUntil: string | null;
}

/** A member who is meant by lines of the list, and let the organisation be told so. */
interface NamedMember {
  readonly persona: ActorId;
  readonly handle: string;
  /** The head is the first line. */
  readonly lines: readonly number[];
}

export interface Resolved extends Answer {
  readonly by: readonly ResolvedBy[];
  readonly rows: number;
  /** Null where it wasn't asked for. */
  readonly named: readonly NamedMember[] | null;
}

type Parts = Pick<Deps, 'store' | 'ids' | 'random' | 'masterKey' | 'clock'>;

/**
 * How many members are in a list that an organisation brings from outside: of those alone who let it find out who they are, by
 * what they show it; with noise, out of its budget, the same list the same answer for its day. Who of them let just that is
 * told one by one, where the experts signed it. Nothing of the list is kept, and every attempt is noted.
 * Whoever brings it may hold back its end: who may, and whom it may find, is asked once it is there.
 * @throws ListTakesTooLong, where the number alone is asked for
 */
export async function resolveList(
  deps: Parts,
  viewer: Viewer,
  asked: Resolving,
  bytes: AsyncIterable<Uint8Array>,
  at: Instant,
  going: Going = IN_REQUEST,
): Promise<Result<Resolved>> {
  const { organisation, function: fn, individuallyUntil } = asked;
  const acting = await actingIn(deps.store.community, viewer, organisation, fn, at);
  if (!acting.ok) return acting;
  const { network } = viewer;
  const begun = {
    network,
    organisation,
    function: fn,
    by: acting.value.id,
    individually: individuallyUntil !== null,
  };
  const attempt = await beginAttempt(deps, begun, at);
  const hashing = hashingOf(deps, network, organisation, deps.random(16).toString('hex'));
  const read = await readList(bytes, hashing);
  if (!read.ok) return ended(deps, network, attempt, read);
  const { by, rows, digest, keys } = read.value;
  await noteList(deps, { network, id: attempt }, read.value);
  const now = instantOf(deps);
  const asking = await loadViewer(deps.store, network, acting.value.id);
  if (asking === null || !(await actingIn(deps.store.community, asking, organisation, fn, now)).ok) {
    return ended(deps, network, attempt, absent);
  }
  try {
    const told = await tell(deps, asking, asked, { hashing, list: read.value }, now, going);
    return await ended(deps, network, attempt, told);
  } catch (error) {
    if (!(error instanceof TakesTooLong)) throw error;
    if (individuallyUntil !== null) return ended(deps, network, attempt, namesTakeTooLong);
    const { nonce } = hashing;
    throw new ListTakesTooLong({
      organisation,
      function: fn,
      attempt,
      by,
      rows,
      digest,
      nonce,
      keys: [...keys.keys()],
    });
  }
}

const namesTakeTooLong = refuse({
  kind: 'too-many',
  says: 'This takes longer than a minute, and who is meant is kept by no job. Ask for the number alone, or bring a shorter list.',
  retryAfterSeconds: 60,
});

/**
 * What a job has of a list: hashes by a key of the server's that isn't beside them, so that nobody finds out who is in it by trying
 * names. It is deleted with the end of the job.
 */
export interface WaitingList {
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
  readonly attempt: ResolutionAttemptId;
  readonly by: readonly ResolvedBy[];
  readonly rows: number;
  readonly digest: string;
  readonly nonce: string;
  readonly keys: readonly string[];
}

/** Thrown where to compare a list takes longer than it may; nothing was spent. */
export class ListTakesTooLong extends TakesTooLong {
  readonly list: WaitingList;

  constructor(list: WaitingList) {
    super();
    this.list = list;
  }
}

/**
 * How many members are in a list that waited, for who acts in the function now.
 * @throws TakesTooLong
 */
export async function resolveWaiting(
  deps: Parts,
  viewer: Viewer,
  { organisation, function: fn, attempt, by, rows, digest, nonce, keys }: WaitingList,
  at: Instant,
  going: Going,
): Promise<Result<Resolved>> {
  const { network } = viewer;
  const acting = await actingIn(deps.store.community, viewer, organisation, fn, at);
  if (!acting.ok) return ended(deps, network, attempt, acting);
  const hashing = hashingOf(deps, network, organisation, nonce);
  // What its head named is asked for only where somebody is to be told of by name.
  const list = { by, columns: by, rows, digest, keys: new Map(keys.map((key) => [key, []])) };
  const asked = { organisation, function: fn, individuallyUntil: null };
  return ended(deps, network, attempt, await tell(deps, viewer, asked, { hashing, list }, at, going));
}

/** Notes how an attempt ended. */
async function ended<T>(
  deps: Pick<Deps, 'store'>,
  network: NetworkId,
  id: ResolutionAttemptId,
  told: Result<T>,
): Promise<Result<T>> {
  await endAttempt(deps, { network, id }, told.ok ? 'told' : outcomeOf(told.refusal));
  return told;
}

/** With what a list is hashed: known to the server alone, and another for each nonce. */
function hashingOf(
  { masterKey }: Pick<Deps, 'masterKey'>,
  network: NetworkId,
  organisation: ActorId,
  nonce: string,
): Hashing & { readonly nonce: string } {
  const info = `waxseal lists from outside ${network} ${organisation}`;
  const secretOf = (more: string) => Buffer.from(hkdfSync('sha256', masterKey, '', `${info}${more}`, 32));
  return { nonce, salt: secretOf(` ${nonce}`).toString('hex'), secret: secretOf('') };
}

async function tell(
  deps: Parts,
  viewer: Viewer,
  asked: Resolving,
  { hashing: { salt }, list }: { readonly hashing: Hashing; readonly list: OutsideList },
  at: Instant,
  going: Going,
): Promise<Result<Resolved>> {
  const { organisation, function: fn } = asked;
  const { network, networkFacts } = viewer;
  const days = await mayTell(deps, viewer, asked, list, at);
  if (!days.ok) return days;
  const kept = days.value === null ? {} : { retentionDays: days.value };
  const of: ComparedList = {
    network,
    policies: networkFacts.policies,
    organisation,
    function: fn,
    list,
    salt,
    ...kept,
  };
  const purpose = 'entity-resolution';
  const use = asUse(viewer, 'compared', { organisation, function: fn, purpose }, kindsOf(list.by));
  const canonical = JSON.stringify({ list: list.digest, by: list.by, in: fn, ...kept });
  const { before, found } = foundFirst(network, deps.store.community, comparedWithList(of, at), going);
  const answer = await answerOnce(
    deps,
    network,
    { organisation, function: fn, purpose, what: 'resolution', canonical },
    async (trx) => {
      const [listed = 0] = await noteUseOfCells(trx, deps, network, use, { found, cells: 2 }, at);
      return listed;
    },
    at,
    before,
  );
  if (!answer.ok) return answer;
  // To count may have taken a minute: of who has withdrawn by now nobody is told.
  const named =
    days.value === null ? null : await nameEach(deps, of, viewer.actor?.id ?? null, instantOf(deps), going);
  return ok({ ...answer.value, by: list.by, rows: list.rows, named });
}

/** Whether policies leave it to anybody; for what is told one by one also whether it was signed, and for how many days. */
async function mayTell(
  { store }: Pick<Deps, 'store'>,
  { network, networkFacts }: Viewer,
  { organisation, function: fn, individuallyUntil: until }: Resolving,
  { by, columns }: Pick<OutsideList, 'by' | 'columns'>,
  at: Instant,
): Promise<Result<number | null>> {
  const purpose = 'entity-resolution';
  const days = until === null ? ok(null) : daysLeft(until, at);
  if (!days.ok) return days;
  if (until !== null) {
    const what = { function: fn, purpose, resolution: columns, until };
    const signed = await requireSignOff(store.community, network, { kind: 'export', organisation, what }, at);
    if (!signed.ok) return signed;
    const may = await mayUseFor(store.community, network, organisation, purpose, at);
    if (!may.ok) return may;
  }
  const retentionDays = days.value ?? NUMBERS_STAND_DAYS;
  const as = { organisation, capacity: fn, retentionDays };
  const groups = asksOfShown(as, purpose, kindsOf(by), at);
  const more = until === null ? [] : [tellsWho({ as, purpose, at }), takesAway({ as, purpose, at })];
  const taken = more.flatMap((question) => groups.map((group) => group.map((one) => ({ ...one, question }))));
  const age = until === null ? [] : [asksOfAge(as, purpose, at)];
  return isLeftToNobody(networkFacts.policies, [...groups, ...taken, ...age]) ? forbiddenNow : days;
}

/** Tells one by one who let just that, and notes of each that it was told. */
async function nameEach(
  deps: Parts,
  of: ComparedList,
  by: ActorId | null,
  at: Instant,
  going: Going,
): Promise<readonly NamedMember[]> {
  const { network, organisation, function: fn, list } = of;
  return deps.store.community.transaction().execute(async (trx) => {
    const { rows } = await withinLimits(trx, deps.store.community, going, () =>
      sql<{ subject: ActorId; grants: GrantId[]; key: string; handle: string }>`
        select n.* from (${namedInList(of, at)}) n order by n.subject, n.key`.execute(trx),
    );
    const members = [...Map.groupBy(rows, ({ subject }) => subject)].map(([persona, found]) => ({
      persona,
      handle: found[0]?.handle ?? '',
      grants: found[0]?.grants ?? [],
      lines: [...new Set(found.flatMap(({ key }) => list.keys.get(key) ?? []))].sort(
        (one, other) => one - other,
      ),
    }));
    const use = {
      organisation,
      function: fn,
      by,
      deed: 'matched',
      purpose: 'entity-resolution',
      kinds: ['birth-date', ...kindsOf(list.by)],
    } as const;
    const participants = members.map(({ persona, grants }) => ({ subject: persona, grants }));
    await noteUseOfEach(trx, deps, network, { ...use, participants }, at);
    return members
      .map(({ persona, handle, lines }) => ({ persona, handle, lines }))
      .sort((one, other) => (one.lines[0] ?? 0) - (other.lines[0] ?? 0));
  });
}

const KINDS: Readonly<Record<ResolvedBy, readonly AttributeKind[]>> = {
  email: ['email'],
  phone: ['phone'],
  'name-town': ['name', 'home-town', 'address'],
};
const kindsOf = (by: readonly ResolvedBy[]): readonly AttributeKind[] => by.flatMap((one) => KINDS[one]);
