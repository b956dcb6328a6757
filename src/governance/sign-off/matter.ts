import {
  type ActorId,
  DAY_MS,
  type Discipline,
  FOREVER,
  type Instant,
  type PolicyTextId,
} from '../../privacy/words.ts';
import type { MatterKind } from '../../store/schema.ts';

export const MATTER_KINDS: readonly MatterKind[] = [
  'policy',
  'campaign',
  'export',
  'saved-audience',
  'network',
  'noise',
];

export const MATTER_STATES = ['draft', 'in-review', 'signed', 'in-force', 'retired'] as const;
export type MatterState = (typeof MATTER_STATES)[number];

/** For how long an emergency goes on that isn't confirmed. */
export const EMERGENCY_MS = 7 * DAY_MS;

/** One thing that happened to a matter; all of them, in order, are the matter. */
export type Deed =
  /** Empty text is that it is to be retired. */
  | { readonly kind: 'drafted' | 'changed'; readonly title: string; readonly text: string }
  | {
      readonly kind: 'submitted';
      /** Of the text together with the facts as they stood; what is signed. */
      readonly hash: string;
      readonly required: readonly Discipline[];
      readonly facts: unknown;
    }
  | { readonly kind: 'commented'; readonly clause: number | null; readonly text: string }
  | {
      readonly kind: 'delegated';
      readonly discipline: Discipline;
      readonly to: ActorId;
      readonly until: Instant;
    }
  | {
      readonly kind: 'approved';
      readonly discipline: Discipline;
      readonly hash: string;
      /** The signature as the server signed it. */
      readonly document: string;
      /** The expert for whom a delegate signed. */
      readonly for?: ActorId;
    }
  | {
      readonly kind: 'refused';
      readonly discipline: Discipline;
      readonly reason: string;
      readonly for?: ActorId;
    }
  /** The facts are others than those that were signed. */
  | { readonly kind: 'drifted'; readonly hash: string; readonly facts: unknown }
  | {
      readonly kind: 'activated';
      readonly from: Instant;
      readonly emergency: boolean;
      readonly release: PolicyTextId;
      /** Of what ends by itself. */
      readonly until?: Instant;
    }
  /** An emergency goes on. */
  | { readonly kind: 'confirmed'; readonly release: PolicyTextId }
  /** An emergency ended, since it wasn't confirmed. */
  | { readonly kind: 'lapsed' }
  | { readonly kind: 'retired'; readonly from: Instant }
  /** Of what isn't a policy: nothing of it is done any more. That only narrows, and needs nobody else. */
  | { readonly kind: 'stopped' };

export type MatterEvent = Deed & {
  readonly n: number;
  /** Null is the server's housekeeping. */
  readonly by: ActorId | null;
  readonly at: Instant;
};

export interface Signature {
  readonly n: number;
  readonly by: ActorId;
  readonly for: ActorId | null;
  readonly discipline: Discipline;
  readonly hash: string;
  readonly at: Instant;
  readonly document: string;
}

interface Refused {
  readonly by: ActorId;
  readonly discipline: Discipline;
  readonly reason: string;
}

/** Somebody may sign for an expert, until then. */
interface Delegation {
  readonly by: ActorId;
  readonly to: ActorId;
  readonly discipline: Discipline;
  readonly until: Instant;
}

/** A version that is in force, or will be. */
export interface InForce {
  readonly version: number;
  readonly title: string;
  readonly text: string;
  readonly hash: string;
  /** Who had to sign it. */
  readonly required: readonly Discipline[];
  readonly from: Instant;
  readonly until: Instant;
  /** The row that says so. */
  readonly release: PolicyTextId;
}

/** A matter as its events have left it. */
export interface Matter {
  readonly version: number;
  readonly title: string;
  readonly text: string;
  /** Whoever wrote any version: none of them may give the last signature. */
  readonly writers: ReadonlySet<ActorId>;
  readonly submission: {
    readonly required: readonly Discipline[];
    readonly hash: string;
    readonly facts: unknown;
  } | null;
  /** Of this version; those with another hash were given on earlier facts. */
  readonly signatures: readonly Signature[];
  readonly refusals: readonly Refused[];
  readonly delegations: readonly Delegation[];
  /** What all have signed and is in force, or will be. */
  readonly force: InForce | null;
  /** What one has signed, until all have or seven days are over. */
  readonly emergency: InForce | null;
  /** Since the last activation by all: a second emergency would make seven days go on for ever. */
  readonly hadEmergency: boolean;
  readonly retiredFrom: Instant | null;
  /** How many events there are. */
  readonly length: number;
}

const NOTHING: Matter = {
  version: 0,
  title: '',
  text: '',
  writers: new Set(),
  submission: null,
  signatures: [],
  refusals: [],
  delegations: [],
  force: null,
  emergency: null,
  hadEmergency: false,
  retiredFrom: null,
  length: 0,
};

export const matterOf = (events: readonly MatterEvent[]): Matter => events.reduce(after, NOTHING);

/** The matter after one more event. */
export function after(matter: Matter, event: MatterEvent): Matter {
  return { ...matter, ...changeBy(matter, event), length: matter.length + 1 };
}

function changeBy(matter: Matter, event: MatterEvent): Partial<Matter> {
  const { submission } = matter;
  switch (event.kind) {
    case 'drafted':
    case 'changed':
      return {
        version: matter.version + 1,
        title: event.title,
        text: event.text,
        writers: event.by === null ? matter.writers : new Set([...matter.writers, event.by]),
        submission: null,
        signatures: [],
        refusals: [],
      };
    case 'submitted':
      return { submission: { required: event.required, hash: event.hash, facts: event.facts } };
    case 'commented':
      return {};
    case 'delegated': {
      const { discipline, to, until, by } = event;
      return by === null ? {} : { delegations: [...matter.delegations, { by, to, discipline, until }] };
    }
    case 'approved': {
      const { n, by, discipline, hash, at, document } = event;
      if (by === null) return {};
      const signature = { n, by, for: event.for ?? null, discipline, hash, at, document };
      return {
        signatures: [...matter.signatures.filter((one) => one.by !== by), signature],
        refusals: matter.refusals.filter((one) => one.by !== by),
      };
    }
    case 'refused': {
      const { by, discipline, reason } = event;
      if (by === null) return {};
      return {
        signatures: matter.signatures.filter((one) => one.by !== by),
        refusals: [...matter.refusals.filter((one) => one.by !== by), { by, discipline, reason }],
      };
    }
    case 'drifted':
      return submission === null
        ? {}
        : { submission: { ...submission, hash: event.hash, facts: event.facts } };
    case 'activated': {
      const force = {
        version: matter.version,
        title: matter.title,
        text: matter.text,
        hash: submission?.hash ?? '',
        required: submission?.required ?? [],
        from: event.from,
        until: event.emergency ? event.from + EMERGENCY_MS : (event.until ?? FOREVER),
        release: event.release,
      };
      if (event.emergency) return { emergency: force, hadEmergency: true };
      return { force, hadEmergency: false };
    }
    case 'confirmed': {
      if (matter.emergency === null) return {};
      const force = { ...matter.emergency, from: event.at, until: FOREVER, release: event.release };
      return { force, emergency: null, hadEmergency: false };
    }
    case 'lapsed':
      return { emergency: null };
    case 'retired':
      return { retiredFrom: event.from };
    case 'stopped':
      return { retiredFrom: event.at };
  }
}

/** Signatures that count: of what the text and the facts are now. */
export const currentSignatures = ({ signatures, submission }: Matter): readonly Signature[] =>
  signatures.filter(({ hash }) => hash === submission?.hash);

/** The disciplines that are still to sign. */
export function missingOf(matter: Matter): readonly Discipline[] {
  const given = new Set(currentSignatures(matter).map(({ discipline }) => discipline));
  return (matter.submission?.required ?? []).filter((discipline) => !given.has(discipline));
}

/** Whether every discipline signed what it is now, nobody's refusal stands, and somebody else than a writer signed last. */
export function isComplete(matter: Matter): boolean {
  if (matter.submission === null || matter.refusals.length > 0 || missingOf(matter).length > 0) return false;
  const last = currentSignatures(matter).at(-1);
  return last !== undefined && !isOfWriter(matter, last);
}

/** Whether a writer gave it, by their own hand or by a delegate's: whom they ask sees no more than they let them. */
export const isOfWriter = (
  { writers }: Pick<Matter, 'writers'>,
  signature: { readonly by: ActorId | null; readonly for?: ActorId | null },
): boolean => [signature.by, signature.for].some((one) => one != null && writers.has(one));

export const isEmergencyAt = ({ emergency }: Matter, at: Instant): boolean =>
  emergency !== null && at < emergency.until;

/** What the matter is at an instant; what is in force goes on while another version of it is worked on. */
export function stateOf(matter: Matter, at: Instant): MatterState {
  if (matter.retiredFrom !== null && matter.retiredFrom <= at) return 'retired';
  if (matter.submission === null) return 'draft';
  if (!isComplete(matter)) return 'in-review';
  const { force } = matter;
  if (force === null || force.version !== matter.version || force.from > at) return 'signed';
  return force.until > at ? 'in-force' : 'retired';
}
