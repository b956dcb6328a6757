import { absent, ok, type Result } from '../../core/result.ts';
import type { Policy } from '../../privacy/facts.ts';
import { ENGAGEMENT_PURPOSES, type Purpose } from '../../privacy/purposes.ts';
import { type BusinessFunction, FUNCTIONS, type Instant, type Label } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import { loadViewer, type Viewer } from '../../store/viewer.ts';
import { loadProfiles, type Profile } from '../actors/load-profiles.ts';
import { seenActors } from '../actors/seen-actors.ts';
import { REQUEST_LIFE } from '../connections/request-life.ts';
import { hostOf } from '../organisations/standings.ts';
import { networkBySlug } from './find-networks.ts';
import type { Network } from './network.ts';

/** How it stands with a function or a purpose: a policy rules it out, or each member's own grant decides. */
type Standing = 'forbidden' | 'by-grant';

/** A rule that holds over and above what members grant. Whom it exempts is not said, only that it does. */
interface StandingPolicy {
  readonly policy: Omit<Policy, 'unless'>;
  readonly hasExceptions: boolean;
  /** Whose own it is; null is everybody's on the network. */
  readonly organisation: Profile | null;
}

/** What somebody should know of a network before they join it: all of it read from what is in force. */
export interface PrivacyLabel {
  readonly network: Network;
  /** Where it is hosted: whoever runs that server can read its database. */
  readonly host: string;
  /** The organisation that hosts the network, where it shows itself to everybody. */
  readonly organisation: Profile | null;
  /** Administrators who show themselves to everybody; others may look after it too. */
  readonly administrators: readonly Profile[];
  readonly highestLabel: Label;
  readonly contact: Readonly<Record<BusinessFunction, Standing>>;
  readonly processing: readonly { readonly purpose: Purpose; readonly standing: Standing }[];
  readonly policies: readonly StandingPolicy[];
  readonly retention: {
    /** What members write stays until they delete it or leave. */
    readonly written: 'until-deleted';
    /** Copies of attributes are deleted when a grant ends, and at leaving. */
    readonly attributes: 'until-withdrawn';
    readonly requestDays: number;
  };
  /** The domain under which it is reached; nothing is sent to other servers. */
  readonly domain: string | null;
  readonly federates: false;
  /** Who may take members' data out in bulk: nobody, there is no such function. */
  readonly exporters: readonly never[];
}

const DAY = 24 * 3600_000;

/** By any of these a policy leaves something to be granted, however much. */
const NARROWER = [
  'binds',
  'capacities',
  'attributes',
  'conversations',
  'bases',
  'hours',
  'age',
  'retention',
] as const satisfies readonly (keyof Policy)[];

/** The privacy label of a network, as a visitor may know it. */
export async function privacyLabel(
  deps: Pick<Deps, 'store' | 'publicUrl'>,
  slug: string,
  at: Instant,
): Promise<Result<PrivacyLabel>> {
  const network = await networkBySlug(deps.store.community, slug);
  const visitor = network === null ? null : await loadViewer(deps.store, network.id, null);
  if (network === null || visitor === null) return absent;
  const roles = await deps.store.community
    .selectFrom('community.network_role')
    .select('actor_id')
    .where('network_id', '=', network.id)
    .where('role', '=', 'administrator')
    .where('valid_from', '<=', instantValue(at))
    .where('valid_until', '>', instantValue(at))
    .execute();
  const hosting = await hostOf(deps, network.id, at);
  const running = roles.map(({ actor_id }) => actor_id);
  const seen = await seenActors(deps, visitor, [...running, ...(hosting === null ? [] : [hosting])], at);
  const profiles = await loadProfiles(deps, visitor, [...seen]);
  const { domain } = await deps.store.community
    .selectFrom('community.network')
    .select('domain')
    .where('id', '=', network.id)
    .executeTakeFirstOrThrow();
  const inForce = visitor.networkFacts.policies.filter(({ from, until }) => from <= at && at < until);
  const standing = (action: 'contact' | 'process', purpose: Purpose): Standing =>
    inForce.some((policy) => rulesOut(policy, action, purpose)) ? 'forbidden' : 'by-grant';
  return ok({
    network,
    host: new URL(deps.publicUrl).host,
    organisation: hosting === null ? null : (profiles.get(hosting) ?? null),
    administrators: running
      .flatMap((id) => profiles.get(id) ?? [])
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    highestLabel: visitor.networkFacts.highestLabel,
    contact: Object.fromEntries(
      FUNCTIONS.map((fn) => [fn, standing('contact', fn)]),
    ) as PrivacyLabel['contact'],
    processing: ENGAGEMENT_PURPOSES.map((purpose) => ({ purpose, standing: standing('process', purpose) })),
    policies: await standingPolicies(deps, visitor, inForce, at),
    retention: {
      written: 'until-deleted',
      attributes: 'until-withdrawn',
      requestDays: REQUEST_LIFE / DAY,
    },
    domain,
    federates: false,
    exporters: [],
  });
}

/** Those of organisations that the visitor can't see are left out: they would tell of them. */
async function standingPolicies(
  deps: Pick<Deps, 'store'>,
  visitor: Viewer,
  inForce: readonly Policy[],
  at: Instant,
): Promise<StandingPolicy[]> {
  const owners = await seenActors(
    deps,
    visitor,
    inForce.flatMap(({ binds }) => binds ?? []),
    at,
  );
  const profiles = await loadProfiles(deps, visitor, [...owners]);
  return inForce
    .filter(({ binds }) => binds === undefined || profiles.has(binds))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ unless, ...policy }) => ({
      policy,
      hasExceptions: unless.length > 0,
      organisation: policy.binds === undefined ? null : (profiles.get(policy.binds) ?? null),
    }));
}

/** Whether the policy leaves nothing of the action for the purpose: to nobody, over nothing, at no label. */
const rulesOut = (
  { actions, purposes, objectKinds, labels, unless, ...narrower }: Policy,
  action: 'contact' | 'process',
  purpose: Purpose,
): boolean =>
  unless.length === 0 &&
  NARROWER.every((dim) => narrower[dim] === undefined) &&
  actions?.includes(action) !== false &&
  purposes?.includes(purpose) !== false &&
  objectKinds === undefined &&
  labels?.includes('public') !== false;
