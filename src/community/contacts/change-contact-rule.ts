import { ok, type Result, refuse } from '../../core/result.ts';
import { type Atom, audience } from '../../privacy/audience.ts';
import { type ActorId, FOREVER, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { noteDecision } from '../decisions/note-decision.ts';
import { type IsExpected, outOfDate } from '../grants/expected.ts';
import { replaceGrants, type Wanted } from '../grants/replace-grants.ts';
import { seenOrganisations } from '../organisations/seen-organisations.ts';
import {
  atOnce,
  type ContactAnswer,
  type ContactRule,
  loadContactRules,
  onRequest,
  writePreferred,
} from './contact-rules.ts';

/**
 * Says how organisations may contact the viewer for one function, from now on, in place of what was said before.
 * @param isExpected whether the rule that is there is the one that the viewer had read
 */
export async function changeContactRule(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  rule: ContactRule,
  isExpected: IsExpected<ContactRule>,
  at: Instant,
): Promise<Result<ContactRule>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const named = rule.organisations.map(({ organisation }) => organisation);
  const seen = await seenOrganisations(deps, viewer, named, at);
  const gone = named.findIndex((id) => !seen.has(id));
  if (gone >= 0 || new Set(named).size < named.length) {
    const says = 'is no organisation that is there for you, or is named twice';
    return refuse({ kind: 'invalid', field: `organisations.${Math.max(gone, 0)}`, says });
  }
  const { network } = viewer;
  return deps.store.community.transaction().execute(async (trx): Promise<Result<ContactRule>> => {
    await lockPair(trx, network, me.value, me.value, at);
    const current = async () =>
      (await loadContactRules(trx, viewer, at)).find((one) => one.function === rule.function);
    const before = await current();
    if (before !== undefined && !isExpected(before)) return outOfDate;
    for (const [slot, answer] of [
      [atOnce(rule.function), 'yes'],
      [onRequest(rule.function), 'ask'],
    ] as const) {
      await replaceGrants(trx, deps, viewer, me.value, slot, wanted(rule, answer), at);
    }
    await writePreferred(trx, { network, actor: me.value }, rule.function, rule.preferred);
    const told = { is: 'preferred', function: rule.function, preferred: before?.preferred ?? null } as const;
    await noteDecision(trx, deps, { network, owner: me.value, kind: 'contact', before: told }, at);
    return ok((await current()) ?? rule);
  });
}

/** The grants that come to the answer: for any organisation less those for which it is otherwise, or for some. */
function wanted({ anybody, organisations }: ContactRule, answer: ContactAnswer): Wanted[] {
  const [same, others] = [
    organisations.filter((one) => one.answer === answer),
    organisations.filter((one) => one.answer !== answer),
  ].map((list) => list.map(({ organisation }) => atomOf(organisation))) as [Atom[], Atom[]];
  const who = anybody === answer ? [{ kind: 'network' } as const, ...same] : same;
  const admitted = audience({ any: who }, anybody === answer ? others : []);
  if (admitted === null || admitted.any.length === 0) return [];
  return [
    {
      audience: admitted,
      conditions: { actorKinds: ['organisation'] },
      until: FOREVER,
    },
  ];
}

const atomOf = (organisation: ActorId): Atom => ({ kind: 'persona', persona: organisation });
