import { ATTRIBUTE_KINDS } from './disclosure.ts';
import type { ObjectFacts, Question } from './facts.ts';
import { PURPOSES } from './purposes.ts';
import {
  ACTIONS,
  CAPACITIES,
  type Capacity,
  CONVERSATION_ORIGINS,
  LABELS,
  LAWFUL_BASES,
  type LawfulBasis,
  OBJECT_KINDS,
  type ObjectKind,
} from './words.ts';

/** Classes of questions and of things as whole numbers, by which what is found of them is kept. */

const placesIn = (words: readonly string[]): ReadonlyMap<string, number> =>
  new Map(words.map((word, n) => [word, n]));
const ACTION = placesIn(ACTIONS);
const PURPOSE = placesIn(PURPOSES);
const CAPACITY = placesIn(CAPACITIES);
const BASIS = placesIn(LAWFUL_BASES);
const KIND = placesIn(OBJECT_KINDS);
const LABEL = placesIn(LABELS);
const ATTRIBUTE = placesIn(ATTRIBUTE_KINDS);
const ORIGIN = placesIn(CONVERSATION_ORIGINS);

/** Of a person for themselves, on consent. */
const PERSONAL = placeOfActing('person', 'consent');

function placeOfActing(capacity: Capacity, basis: LawfulBasis): number | undefined {
  const [one, other] = [CAPACITY.get(capacity), BASIS.get(basis)];
  return one === undefined || other === undefined ? undefined : one * BASIS.size + other;
}

/** Of a question about a kind; undefined where it has a word of another build. */
export function placeOfQuestion({ action, purpose, as }: Question, kind: ObjectKind): number | undefined {
  const acting = as === undefined ? PERSONAL : placeOfActing(as.capacity, as.basis ?? 'consent');
  const [deed, why, what] = [ACTION.get(action), PURPOSE.get(purpose), KIND.get(kind)];
  if (deed === undefined || why === undefined || what === undefined || acting === undefined) return undefined;
  return ((deed * PURPOSE.size + why) * CAPACITY.size * BASIS.size + acting) * KIND.size + what;
}

/** Of what a thing is besides its kind. Words of another build have one place together. */
export const placeOfThing = ({
  label,
  attribute,
  conversation,
}: Pick<ObjectFacts, 'label' | 'attribute' | 'conversation'>): number =>
  ((LABEL.get(label) ?? LABEL.size) * (ATTRIBUTE.size + 2) +
    (attribute === undefined ? ATTRIBUTE.size : (ATTRIBUTE.get(attribute) ?? ATTRIBUTE.size + 1))) *
    (ORIGIN.size + 1) +
  (conversation === undefined ? NOWHERE : (ORIGIN.get(conversation) ?? ORIGIN.size));

const NOWHERE = CONVERSATION_ORIGINS.indexOf('none');
