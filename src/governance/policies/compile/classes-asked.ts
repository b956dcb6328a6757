import { expertsKey } from '../../../privacy/audience.ts';
import { minuteOfDay } from '../../../privacy/conditions.ts';
import { ATTRIBUTE_KINDS } from '../../../privacy/disclosure.ts';
import type { Facts, Question } from '../../../privacy/facts.ts';
import { holdsKey } from '../../../privacy/holds-key.ts';
import { DAY_MS, DISCIPLINES, type Discipline, FOREVER, LABELS, labelRank } from '../../../privacy/words.ts';
import type { PolicyClass, Thing } from '../schema/classes.ts';
import type { Place } from './compile-clause.ts';

/** What clauses name of what else must be tried; {@link namedIn} reads it from a text. */
interface Named {
  readonly disciplines: readonly Discipline[];
  readonly numbers: readonly number[];
}

/** Everything that a text could compare with. It may hold more, such as numbers in a reason. */
export const namedIn = (text: string): Named => ({
  disciplines: DISCIPLINES.filter((discipline) => text.includes(`Discipline::"${discipline}"`)),
  numbers: [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits)),
});

/** Whether policies of the place speak of the question at all. */
export const isBound = (question: Question, { object }: Facts, { scope, organisation }: Place): boolean =>
  scope === 'network' || question.as?.organisation === organisation || object.owner === organisation;

/**
 * The classes of questions that forbid this one where Cedar forbids any of them: its own; with every less harmful label; with
 * more seats than are held; of all attributes together, each kind; and where nobody knows how old it is, every age. It is what
 * {@link compilePolicies} compiles, written down again for one question, so that the two can be compared.
 */
export function* classesAsked(
  question: Question,
  { viewer, object }: Facts,
  place: Place,
  named: Named,
): Generator<PolicyClass> {
  const { as, at, action, purpose } = question;
  const holds = (one: Discipline) => holdsKey(viewer, expertsKey(place.organisation, one), at);
  for (const thing of thingsAsked(object))
    for (const label of LABELS.slice(0, labelRank(object.label) + 1).reverse())
      for (const ageDays of agesAsked(object.since, at, named))
        for (const disciplines of seatsAsked(named.disciplines, holds))
          yield {
            network: place.kind,
            capacity: as?.capacity ?? 'person',
            action,
            purpose,
            thing,
            label,
            conversation: object.conversation ?? 'none',
            basis: as?.basis ?? 'consent',
            hour: Math.floor(minuteOfDay(at) / 60),
            ageDays,
            retentionDays: as?.retentionDays ?? FOREVER,
            disciplines,
          };
}

const thingsAsked = ({ kind, attribute }: Facts['object']): readonly Thing[] => {
  if (kind === 'attributes') return ATTRIBUTE_KINDS.map((one) => ({ kind: 'attribute', attribute: one }));
  return [attribute === undefined ? { kind } : { kind, attribute }];
};

const agesAsked = (since: number | undefined, at: number, { numbers }: Named): readonly number[] =>
  since === undefined
    ? [...new Set([0, ...numbers.flatMap((number) => [number, number + 1])])]
    : [Math.max(0, Math.floor((at - since) / DAY_MS))];

/** What is held, and everything beyond that. */
function seatsAsked(
  among: readonly Discipline[],
  holds: (one: Discipline) => boolean,
): readonly (readonly Discipline[])[] {
  const held = among.filter(holds);
  const others = among.filter((one) => !holds(one));
  return Array.from({ length: 2 ** others.length }, (_, bits) => [
    ...held,
    ...others.filter((_one, n) => ((bits >> n) & 1) === 1),
  ]);
}
