import { hkdfSync } from 'node:crypto';
import { sql } from 'kysely';
import { ok, type Result } from '../../core/result.ts';
import type { AttributeKind } from '../../privacy/disclosure.ts';
import type { ResolvedBy } from '../../privacy/leaving.ts';
import { asksOfShown, isLeftToNobody, NUMBERS_STAND_DAYS } from '../../privacy/targeting.ts';
import type { ActorId, BusinessFunction, GrantId, Instant } from '../../privacy/words.ts';
import { noteUseOfCells, noteUseOfEach } from '../../store/data-uses.ts';
import type { Deps } from '../../store/deps.ts';
import { actingIn } from '../../store/seated.ts';
import { requireSignOff } from '../../store/sign-offs.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type Answer, answerOnce } from '../counting/answer-once.ts';
import { forbiddenNow } from '../counting/may-count.ts';
import { mayUseFor } from '../counting/policy-first.ts';
import { takesAway } from '../exports/export-cells.ts';
import { daysLeft } from '../exports/term.ts';
import { beginAttempt, endAttempt, noteList, outcomeOf } from './attempt.ts';
import { type ComparedList, comparedWithList, namedInList, tellsWho } from './found-in-list.ts';
import { type OutsideList, readList } from './read-list.ts';

/** Whose list it is, and whether it is asked who is meant where that is let. */
export interface Resolving {
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
  /** Who of its staff brings it. */
  readonly by?: ActorId;
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

type Parts = Pick<Deps, 'store' | 'ids' | 'random' | 'masterKey'>;

/**
 * How many members are in a list that an organisation brings from outside: of those alone who let it find out who they are, by
 * what they show it; with noise, out of its budget, the same list the same answer for its day. Who of them let just that is
 * told one by one, where the experts signed it. Nothing of the list is kept, and every attempt is noted.
 */
export async function resolveList(
  deps: Parts,
  viewer: Viewer,
  asked: Resolving,
  bytes: AsyncIterable<Uint8Array>,
  at: Instant,
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
  const id = await beginAttempt(deps, begun, at);
  const told = await tell(
    deps,
    viewer,
    { ...asked, by: acting.value.id },
    bytes,
    (list) => noteList(deps, { network, id }, list),
    at,
  );
  await endAttempt(deps, { network, id }, told.ok ? 'told' : outcomeOf(told.refusal));
  return told;
}

async function tell(
  deps: Parts,
  viewer: Viewer,
  asked: Resolving,
  bytes: AsyncIterable<Uint8Array>,
  note: (list: OutsideList) => Promise<unknown>,
  at: Instant,
): Promise<Result<Resolved>> {
  const { organisation, function: fn } = asked;
  const { network, networkFacts } = viewer;
  const info = `waxseal lists from outside ${network} ${organisation}`;
  const salt = deps.random(16).toString('hex');
  const read = await readList(bytes, {
    salt,
    secret: Buffer.from(hkdfSync('sha256', deps.masterKey, '', info, 32)),
  });
  if (!read.ok) return read;
  const list = read.value;
  await note(list);
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
  const use = {
    organisation,
    function: fn,
    by: asked.by ?? null,
    deed: 'compared',
    purpose: 'entity-resolution',
    kinds: kindsOf(list.by),
  } as const;
  const canonical = JSON.stringify({ list: list.digest, by: list.by, in: fn, ...kept });
  const answer = await answerOnce(
    deps,
    network,
    { organisation, function: fn, purpose: 'entity-resolution', what: 'resolution', canonical },
    async (trx) => {
      const found = comparedWithList(of, at);
      const [listed = 0] = await noteUseOfCells(trx, deps, network, use, { found, cells: 2 }, at);
      return listed;
    },
    at,
  );
  if (!answer.ok) return answer;
  const named = days.value === null ? null : await nameEach(deps, of, asked.by ?? null, at);
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
  return isLeftToNobody(networkFacts.policies, [...groups, ...taken]) ? forbiddenNow : days;
}

/** Tells one by one who let just that, and notes of each that it was told. */
async function nameEach(
  deps: Parts,
  of: ComparedList,
  by: ActorId | null,
  at: Instant,
): Promise<readonly NamedMember[]> {
  const { network, organisation, function: fn, list } = of;
  return deps.store.community.transaction().execute(async (trx) => {
    const { rows } = await sql<{ subject: ActorId; grants: GrantId[]; key: string; handle: string }>`
      select n.* from (${namedInList(of, at)}) n order by n.subject, n.key`.execute(trx);
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
      kinds: kindsOf(list.by),
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
