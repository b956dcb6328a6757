import { ok, type Result, refuse } from '../../core/result.ts';
import { atomOf, keysOf } from '../../privacy/audience.ts';
import { FOREVER, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { parseAudienceIn } from '../audiences/parse-audience.ts';
import { noteDecision } from '../decisions/note-decision.ts';
import { type IsExpected, outOfDate } from '../grants/expected.ts';
import { replaceGrants, type Wanted } from '../grants/replace-grants.ts';
import { staffOf } from '../organisations/seats.ts';
import {
  type Admission,
  ASK,
  AT_ONCE,
  type ConnectionRules,
  loadRules,
  rulesRow,
  writeRules,
} from './connection-rules.ts';
import type { ConnectionRulesInput } from './connection-rules-schema.ts';
import { lockPair } from './pair-lock.ts';

/**
 * Changes who, how and when may connect with the viewer, from now on; what isn't given stays.
 * @param isExpected whether the rules that are there are those that the viewer had read
 */
export async function changeConnectionRules(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  input: ConnectionRulesInput,
  isExpected: IsExpected<ConnectionRules>,
  at: Instant,
): Promise<Result<ConnectionRules>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const ask = await admissionsOf(deps, viewer, 'ask', input.ask, at);
  if (!ask.ok) return ask;
  const atOnce = await admissionsOf(deps, viewer, 'at_once', input.at_once, at);
  if (!atOnce.ok) return atOnce;
  for (const [n, { audience }] of (atOnce.value ?? []).entries()) {
    // A yes that comes by itself must not tell what whoever asks can't see.
    const hidden = keysOf(audience).find((key) => !VISIBLE_TO_ASKER.includes(atomOf(key).kind));
    if (hidden !== undefined || audience.except.length > 0) {
      return refuse({ kind: 'invalid', field: `at_once.${n}.audience`, says: ONLY_VISIBLE });
    }
  }
  const leaving = input.ends?.leaving ?? null;
  if (leaving !== null && !(await staffOf(deps, viewer, at)).some((seat) => seat.organisation === leaving)) {
    return refuse({
      kind: 'invalid',
      field: 'ends.leaving',
      says: 'is no organisation on whose staff you are',
    });
  }
  const { network } = viewer;
  return deps.store.community.transaction().execute(async (trx): Promise<Result<ConnectionRules>> => {
    await lockPair(trx, network, me.value, me.value, at);
    const before = await loadRules(trx, viewer, at);
    if (!isExpected(before)) return outOfDate;
    const replaced = [
      [ASK, ask.value],
      [AT_ONCE, atOnce.value],
    ] as const;
    for (const [slot, admissions] of replaced) {
      if (admissions === null) continue;
      const wanted = admissions.map((one): Wanted => ({ ...one, until: FOREVER }));
      await replaceGrants(trx, deps, viewer, me.value, slot, wanted, at);
    }
    const ends = input.ends ?? {
      after_months: before.ends.afterMonths,
      dormant_months: before.ends.dormantMonths,
      leaving: before.ends.leaving,
    };
    const row = {
      question: input.question === undefined ? before.question : input.question,
      daily_cap: input.daily_cap === undefined ? before.dailyCap : input.daily_cap,
      ends_after_months: ends.after_months,
      ends_dormant_months: ends.dormant_months,
      ends_leaving: ends.leaving,
    };
    await writeRules(trx, network, me.value, row);
    const told = { is: 'rules', ...rulesRow(before) } as const;
    await noteDecision(trx, deps, { network, owner: me.value, kind: 'connecting', before: told }, at);
    return ok(await loadRules(trx, viewer, at));
  });
}

/** Sets of which whoever is in them knows it. */
const VISIBLE_TO_ASKER: readonly string[] = [
  'everyone',
  'signed-in',
  'network',
  'followers',
  'staff',
  'space',
  'introduced',
];

const ONLY_VISIBLE =
  'a yes at once can hang only on what whoever asks can see: membership of the network, a space or a staff, following you, or an introduction, without exceptions';

async function admissionsOf(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  field: string,
  said: ConnectionRulesInput['ask'],
  at: Instant,
): Promise<Result<Admission[] | null>> {
  if (said === undefined) return ok(null);
  const admissions: Admission[] = [];
  for (const [n, { audience, conditions }] of said.entries()) {
    const parsed = await parseAudienceIn(`${field}.${n}.audience`, deps, viewer, audience, at);
    if (!parsed.ok) return parsed;
    if (parsed.value.any.length > 0) admissions.push({ audience: parsed.value, conditions });
  }
  return ok(admissions);
}
