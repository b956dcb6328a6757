import { expertsKey } from '../../../privacy/audience.ts';
import { ATTRIBUTE_KINDS, type AttributeKind } from '../../../privacy/disclosure.ts';
import type { Days, Policy } from '../../../privacy/facts.ts';
import type { ActorId, ObjectKind } from '../../../privacy/words.ts';
import type { Dimensions } from './dimensions.ts';
import type { Box } from './merge-cells.ts';

/** A policy of the core before it has an id and is in force. */
export type PolicyBox = Omit<Policy, 'id' | 'from' | 'until'>;

/** Whose policy it is, and whether it goes for everybody in the network or for the organisation's own. */
export interface Author {
  readonly organisation: ActorId;
  readonly scope: 'network' | 'organisation';
}

/** A box in the words of the core: mostly one policy, more where it holds things or days that one can't say together. */
export function policiesOfBox(dimensions: Dimensions, box: Box, author: Author): readonly PolicyBox[] {
  const { spans, exempt } = box;
  const capacities = within(dimensions.capacity, spans.capacity);
  const actions = within(dimensions.action, spans.action);
  const purposes = within(dimensions.purpose, spans.purpose);
  const conversations = within(dimensions.conversation, spans.conversation);
  const bases = within(dimensions.basis, spans.basis);
  const hours = within(dimensions.hour, spans.hour);
  const [lowest = 0] = spans.label;
  const label = lowest === 0 ? undefined : dimensions.label[lowest]?.[0];
  const common: PolicyBox = {
    ...(author.scope === 'organisation' ? { binds: author.organisation } : {}),
    ...(capacities === null ? {} : { capacities }),
    ...(actions === null ? {} : { actions }),
    ...(purposes === null ? {} : { purposes }),
    // A label goes for every more harmful one.
    ...(label === undefined ? {} : { labels: [label] }),
    ...(conversations === null ? {} : { conversations }),
    ...(bases === null ? {} : { bases }),
    ...(hours === null ? {} : { hours: hours.reduce((bits, hour) => bits | (1 << hour), 0) }),
    unless: exempt.map((discipline) => expertsKey(author.organisation, discipline)),
  };
  const ages = runs(dimensions.age, spans.age);
  const retentions = runs(dimensions.retention, spans.retention);
  return thingsOf(dimensions, spans.thing).flatMap((things) =>
    ages.flatMap((age) =>
      retentions.map((retention) => ({ ...common, ...things, ...span({ age, retention }) })),
    ),
  );
}

/** The values of the groups; null where those are all. */
const within = <T>(groups: readonly (readonly T[])[], numbers: readonly number[]): readonly T[] | null =>
  numbers.length === groups.length ? null : numbers.flatMap((n) => groups[n] ?? []);

const span = ({ age, retention }: { readonly age: Days | null; readonly retention: Days | null }) => ({
  ...(age === null ? {} : { age }),
  ...(retention === null ? {} : { retention }),
});

/** Days that follow one another, together; null for whatever day. */
function runs(all: readonly Days[], numbers: readonly number[]): readonly (Days | null)[] {
  if (numbers.length === all.length) return [null];
  const found: Days[] = [];
  for (const n of numbers) {
    const days = all[n];
    const before = found.at(-1);
    if (days === undefined) continue;
    if (before?.until === days.from) found[found.length - 1] = { from: before.from, until: days.until };
    else found.push(days);
  }
  return found;
}

type Things = Pick<PolicyBox, 'objectKinds' | 'attributes'>;

/** Some kinds of attributes are said apart from whatever is no attribute. */
function thingsOf(dimensions: Dimensions, numbers: readonly number[]): readonly Things[] {
  const things = within(dimensions.thing, numbers);
  if (things === null) return [{}];
  const attributes: AttributeKind[] = [];
  const kinds: ObjectKind[] = [];
  for (const { kind, attribute } of things) {
    if (attribute === undefined) kinds.push(kind);
    else attributes.push(attribute);
  }
  if (attributes.length === ATTRIBUTE_KINDS.length) return [{ objectKinds: [...kinds, 'attribute'] }];
  const some: Things[] = attributes.length === 0 ? [] : [{ objectKinds: ['attribute'], attributes }];
  return kinds.length === 0 ? some : [{ objectKinds: kinds }, ...some];
}
