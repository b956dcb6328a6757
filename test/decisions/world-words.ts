import type { Atom, Expression } from '../../src/privacy/audience.ts';
import type { AttributeKind } from '../../src/privacy/disclosure.ts';
import {
  type ActorId,
  type BusinessFunction,
  type Discipline,
  FOREVER,
  type Instant,
  KINDS_OF_ACTORS,
  type ObjectId,
} from '../../src/privacy/words.ts';
import type { Written } from './case-file.ts';
import { DAY_ZERO, day, idOf, idSince, type Thing } from './world.ts';

export const timeOf = (written: number | string): Instant => {
  if (typeof written === 'number') return day(written);
  const [, days, hours, minutes] = /^day (\d+) (\d\d):(\d\d)$/.exec(written) ?? [];
  return day(Number(days)) + (Number(hours) * 60 + Number(minutes)) * 60_000;
};

export const spanOf = ({ from, until }: { from: number | string; until?: number | string | undefined }) => ({
  from: timeOf(from),
  until: until === undefined ? FOREVER : timeOf(until),
});

export type Words = ReturnType<typeof wordsOf>;

/** The names of a world's actors and sets. */
export function wordsOf(written: Written, place: string) {
  const actor = (name: string): ActorId => {
    if (!(name in written.actors)) throw new Error(`${written.world}: no actor ${name}`);
    return idOf(`${place} actor ${name}`);
  };
  const atom = (name: string): Atom => {
    const [kind, first, second, third, fourth] = name.split(' ') as [string, string, string, string, string];
    switch (kind) {
      case 'everyone':
      case 'signed-in':
      case 'nobody':
      case 'network':
        return { kind };
      case 'circle':
        return { kind, circle: idOf(`${place} circle ${first}`) };
      case 'space':
        return { kind, space: actor(first) };
      case 'conversation':
        return { kind, conversation: idOf(`${place} conversation ${first}`), chapter: Number(second) };
      case 'connections':
      case 'followers':
        return { kind, of: actor(second) };
      case 'introduced':
        // introduced to anna by ben
        return { kind, to: actor(second), by: actor(fourth) };
      case 'staff':
        return third === undefined
          ? { kind, organisation: actor(second) }
          : { kind, organisation: actor(second), in: fourth as BusinessFunction };
      case 'experts':
        // experts of acme in legal
        return { kind, organisation: actor(second), in: fourth as Discipline };
      default:
        return { kind: 'persona', persona: actor(name) };
    }
  };
  const toExpression = (said: unknown): Expression => {
    if (typeof said === 'string') return atom(said);
    const { any, all } = said as { any?: unknown[]; all?: unknown[] };
    return any === undefined ? { all: (all ?? []).map(toExpression) } : { any: any.map(toExpression) };
  };
  /** When something was made is in its id, where it is said. */
  const idOfThing = (name: string): ObjectId => {
    const since = written.objects[name]?.since;
    const whole = `${place} object ${name}`;
    return since === undefined ? idOf(whole) : idSince(whole, timeOf(since));
  };
  const thing = (
    name: string,
    { kind, owner, label, within, inherits, on, attribute, conversation, since }: Written['objects'][string],
  ): Thing => ({
    kind,
    id: KINDS_OF_ACTORS.includes(kind) ? (actor(owner) as string as ObjectId) : idOfThing(name),
    owner: actor(owner),
    label,
    within: within.map(idOfThing),
    inherits,
    on: on === null ? null : idOfThing(on),
    ...particulars(kind, attribute, conversation, since),
  });
  return { actor, atom, expression: toExpression, thing };
}

/** What policies ask of a thing besides, as it is of its kind. */
function particulars(
  kind: Thing['kind'],
  attribute: AttributeKind,
  conversation: Thing['conversation'],
  since: Parameters<typeof timeOf>[0] | undefined,
): Pick<Thing, 'attribute' | 'conversation' | 'since'> {
  const talk = kind === 'message' ? (conversation ?? 'member') : conversation;
  const at = since === undefined ? (kind === 'attribute' ? DAY_ZERO : undefined) : timeOf(since);
  return {
    ...(kind === 'attribute' ? { attribute } : {}),
    ...(talk === undefined ? {} : { conversation: talk }),
    ...(at === undefined ? {} : { since: at }),
  };
}
