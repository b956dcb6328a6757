import type { Kysely } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import { type Purpose, SALE_OR_SHARING } from '../../privacy/purposes.ts';
import type { ActorId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { withdraw } from '../../store/grants.ts';
import type { Database } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { parseAudienceIn } from '../audiences/parse-audience.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { noteDecision } from '../decisions/note-decision.ts';
import { type IsExpected, outOfDate } from '../grants/expected.ts';
import { replaceGrants, type Wanted } from '../grants/replace-grants.ts';
import { noteSignal } from '../receipts/note-refusal.ts';
import {
  type Allowed,
  allowedFor,
  loadProcessingRules,
  namedBy,
  PROCESSED,
  type ProcessingRule,
  type PurposeRules,
  slotOf,
} from './processing-rules.ts';

/** A rule as the API says it. */
export interface SaidRule {
  readonly audience: unknown;
  readonly over: readonly Allowed[];
  readonly until: Instant;
}

/**
 * Says which organisations may process what is the viewer's for one purpose, from now on, in place of what was said
 * before.
 * @param refusing whether the viewer's browser refuses sale and sharing for them (Global Privacy Control)
 */
export async function changeProcessingRules(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  { purpose, rules: said }: { readonly purpose: Purpose; readonly rules: readonly SaidRule[] },
  { refusing, isExpected }: { readonly refusing: boolean; readonly isExpected: IsExpected<PurposeRules> },
  at: Instant,
): Promise<Result<PurposeRules>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  if (refusing && said.length > 0 && SALE_OR_SHARING.includes(purpose)) {
    return refuse({ kind: 'conflict', says: REFUSED });
  }
  const rules: ProcessingRule[] = [];
  for (const [n, { audience, over, until }] of said.entries()) {
    const parsed = await parseAudienceIn(`rules.${n}.audience`, deps, viewer, audience, at);
    if (!parsed.ok) return parsed;
    const unfit = unfitNaming(purpose, over);
    if (unfit !== null) return refuse({ kind: 'invalid', field: `rules.${n}.over`, says: unfit });
    if (until <= at) return refuse({ kind: 'invalid', field: `rules.${n}.until`, says: 'is in the past' });
    rules.push({ audience: parsed.value, over, until });
  }
  return deps.store.community.transaction().execute(async (trx): Promise<Result<PurposeRules>> => {
    await lockPair(trx, viewer.network, me.value, me.value, at);
    const current = async (): Promise<PurposeRules> => {
      const all = await loadProcessingRules(trx, viewer, at);
      return all.find((one) => one.purpose === purpose) ?? { purpose, rules: [] };
    };
    if (!isExpected(await current())) return outOfDate;
    let isChanged = false;
    for (const kind of allowedFor(purpose)) {
      const wanted = rules
        .filter(({ over }) => over.includes(kind))
        .map(
          ({ audience, until }): Wanted => ({
            audience,
            conditions: { actorKinds: ['organisation'] },
            until,
          }),
        );
      const replaced = await replaceGrants(trx, deps, viewer, me.value, slotOf(kind, purpose), wanted, at);
      isChanged ||= replaced;
    }
    if (isChanged)
      await noteDecision(trx, deps, { network: viewer.network, owner: me.value, kind: 'processing' }, at);
    return ok(await current());
  });
}

/** Why a member can't be named for it; null where they can, or don't want to. */
function unfitNaming(purpose: Purpose, over: readonly Allowed[]): string | null {
  if (!over.includes('named')) return null;
  const by = namedBy(purpose);
  if (by === null) return 'has named, which is for measuring influence and finding out who one is alone';
  return over.includes(by) ? null : `has named without ${by}, by which it is told`;
}

const REFUSED =
  'Your browser sends Global Privacy Control, which refuses sale and sharing for you; turn it off for this site to allow this.';

/**
 * Takes a browser's Global Privacy Control as what it says: ends what the actor allowed of sale and sharing before, maybe
 * from another browser. Of two that contradict each other the narrower holds.
 */
export async function refuseSaleAndSharing(
  deps: Pick<Deps, 'ids'>,
  db: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  at: Instant,
): Promise<void> {
  await lockPair(db, network, actor, actor, at);
  for (const kind of PROCESSED) {
    const object = { kind, id: actor as string as ObjectId };
    for (const purpose of SALE_OR_SHARING) await withdraw(db, network, object, at, { purpose });
  }
  await noteSignal(db, deps, { network, owner: actor }, at);
}
