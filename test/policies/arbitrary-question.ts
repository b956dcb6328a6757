import fc from 'fast-check';
import { expertsKey } from '../../src/privacy/audience.ts';
import { type Facts, type Question, viewerFacts } from '../../src/privacy/facts.ts';
import {
  ACTIONS,
  type ActorId,
  DAY_MS,
  FOREVER,
  LABELS,
  OBJECT_KINDS,
  type ObjectId,
} from '../../src/privacy/words.ts';
import { FEW, FEW_NUMBERS } from './arbitrary-cedar.ts';

export const ACME = '00000000-0000-7000-8000-00000000acde' as ActorId;
const OTHER = '00000000-0000-7000-8000-0000000000ff' as ActorId;
const NOW = Date.UTC(2030, 0, 1);

const days = fc.constantFrom(...FEW_NUMBERS, 2, 8, 31, 366, 5000);

const acting = fc.record(
  {
    organisation: fc.constantFrom(ACME, ACME, OTHER),
    capacity: fc.constantFrom('marketing', 'support', 'sales', 'service'),
    basis: fc.constantFrom(...FEW.LawfulBasis, 'vital-interests'),
    retentionDays: days,
  },
  { requiredKeys: ['organisation', 'capacity'] },
);

const object = fc
  .record(
    {
      kind: fc.constantFrom(...OBJECT_KINDS, 'attribute', 'post'),
      owner: fc.constantFrom(ACME, OTHER),
      label: fc.constantFrom(...LABELS),
      attribute: fc.constantFrom(...FEW.AttributeKind, 'email'),
      conversation: fc.constantFrom(...FEW.Conversation),
      age: days,
    },
    { requiredKeys: ['kind', 'owner', 'label', 'attribute'] },
  )
  .map(({ kind, attribute, age, ...rest }) => ({
    kind,
    id: 'thing' as ObjectId,
    ownerSuspensions: [],
    ownerLockdowns: [],
    grants: [],
    within: [],
    ...(kind === 'attribute' ? { attribute } : {}),
    ...(age === undefined ? {} : { days: age }),
    ...rest,
  }));

/** A question and the facts that policies look at, of classes that the clauses of {@link arbitraryClause} speak of. */
export const arbitraryQuestion: fc.Arbitrary<{ readonly question: Question; readonly facts: Facts }> = fc
  .record({
    action: fc.constantFrom(...ACTIONS, 'process', 'process', 'process', 'see'),
    purpose: fc.constantFrom(...FEW.Purpose, 'support', 'entity-resolution', 'aggregation'),
    hour: fc.constantFrom(0, 1, 2, 7, 8, 9, 10, 17, 18, 19, 23),
    as: fc.option(acting, { nil: undefined, freq: 3 }),
    seats: fc.subarray([...FEW.Discipline, 'risk'] as const),
    object,
  })
  .map(({ action, purpose, hour, as, seats, object: { days: age, ...thing } }) => {
    const at = NOW + hour * 3_600_000;
    const ties = new Map(seats.map((seat) => [expertsKey(ACME, seat), [{ from: 0, until: FOREVER }]]));
    const question: Question = {
      action,
      purpose,
      at,
      ...(as === undefined ? {} : { as: as as Question['as'] & object }),
    };
    const viewer = viewerFacts({ id: 'viewer' as ActorId, kind: 'persona' }, { ties });
    return {
      question,
      facts: {
        viewer,
        object: { ...thing, ...(age === undefined ? {} : { since: at - age * DAY_MS - 1 }) },
        network: { highestLabel: 'trade-secret', policies: [] },
      },
    };
  });
