import type { Policy } from '../../privacy/facts.ts';
import { type AudienceDefinition, asksOfAudience } from '../../privacy/targeting.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import { ALL_HOURS, hoursRuledOut } from './asked.ts';
import type { Drafted } from './draft.ts';
import { type Leave, leaveOf } from './reaches.ts';

/** A saved audience by its name. */
export interface NamedAudience extends AudienceDefinition {
  readonly id: string;
  readonly title: string;
}

/** A saved audience that could be used before otherwise than under the draft; it breaks where nothing is left after. */
export interface ChangedAudience {
  readonly id: string;
  readonly title: string;
  readonly before: Leave;
  readonly after: Leave;
}

/** What the draft changes of the organisation's audiences; by classes, so that it tells of nobody and costs nothing. */
export function changedAudiences(
  { before, after }: Drafted,
  organisation: ActorId,
  audiences: readonly NamedAudience[],
  at: Instant,
): readonly ChangedAudience[] {
  return audiences.flatMap((audience) => {
    const hoursBefore = hoursShut(before, organisation, audience, at);
    const hoursAfter = hoursShut(after, organisation, audience, at);
    if (hoursBefore === hoursAfter) return [];
    const { id, title } = audience;
    return [{ id, title, before: leaveOf(hoursBefore), after: leaveOf(hoursAfter) }];
  });
}

/** At which hours none of the questions of a group is left, of some group. */
const hoursShut = (
  policies: readonly Policy[],
  organisation: ActorId,
  audience: AudienceDefinition,
  at: Instant,
): number =>
  asksOfAudience(audience, organisation, at)
    .map((group) =>
      group.reduce(
        (hours, { question, object }) => hours & hoursRuledOut(policies, question, object),
        ALL_HOURS,
      ),
    )
    .reduce((all, hours) => all | hours, 0);
