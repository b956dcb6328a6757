import { ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import { chooseAllowance, loadAllowance } from '../../store/allowances.ts';
import type { Deps } from '../../store/deps.ts';
import { isMemberAt, type Viewer } from '../../store/viewer.ts';
import { COUNT_RHO, epsilonOf, mostRhoOf, type Rho, USUAL_ALLOWANCE } from '../noise/accounting.ts';
import { quarterOf } from '../noise/quarter.ts';

/** How much organisations may learn of a member, as a share of the usual ε. */
export const SHARES = ['usual', 'half', 'tenth', 'none'] as const;
export type Share = (typeof SHARES)[number];

const USUAL_EPSILON = epsilonOf(USUAL_ALLOWANCE);
/** ρ of each share. A tenth of ε is less than a tenth of the counts, since these add up as ρ. */
export const RHO_OF_SHARE: Readonly<Record<Share, Rho>> = {
  usual: USUAL_ALLOWANCE,
  half: mostRhoOf(USUAL_EPSILON / 2n),
  tenth: mostRhoOf(USUAL_EPSILON / 10n),
  none: 0n,
};

/** What all organisations of the network together may learn of a member in a quarter. ε in millionths, at δ = 10⁻⁹. */
export interface OwnAllowance {
  readonly share: Share;
  readonly quarter: string;
  readonly renews: Instant;
  readonly spent: bigint;
  readonly most: bigint;
  /** In how many numbers more the member can be counted. */
  readonly countsLeft: number;
  /** And in how many they could be, had nothing been taken yet. */
  readonly counts: number;
}

/** The viewer's own allowance, which is told to nobody else. Whoever has left may read it as well. */
export async function readOwnAllowance(
  { store }: Pick<Deps, 'store'>,
  { network, actor }: Viewer,
  at: Instant,
): Promise<Result<OwnAllowance>> {
  if (actor?.kind !== 'persona') return NO_PERSONA;
  const { name, ends } = quarterOf(at);
  const { chosen, spent } = await loadAllowance(store.community, network, actor.id, name, at);
  const share = SHARES.find((one) => RHO_OF_SHARE[one] === chosen) ?? 'usual';
  const most = RHO_OF_SHARE[share];
  return ok({
    share,
    quarter: name,
    renews: ends,
    spent: epsilonOf(spent),
    most: epsilonOf(most),
    countsLeft: spent >= most ? 0 : Number((most - spent) / COUNT_RHO),
    counts: Number(most / COUNT_RHO),
  });
}

/**
 * Has organisations learn no more of the viewer than the share, from now on: a count that begins later has the viewer in it
 * only where that fits. What was told before stands. Whoever is suspended may as well, since it only narrows.
 */
export async function chooseOwnAllowance(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  share: Share,
  at: Instant,
): Promise<Result<OwnAllowance>> {
  const me = choosing(viewer, at);
  if (!me.ok) return me;
  const most = share === 'usual' ? null : RHO_OF_SHARE[share];
  await chooseAllowance(deps.store.community, viewer.network, me.value, most, at);
  return readOwnAllowance(deps, viewer, at);
}

function choosing(viewer: Viewer, at: Instant): Result<ActorId> {
  if (viewer.actor?.kind !== 'persona') return NO_PERSONA;
  if (isMemberAt(viewer, at)) return ok(viewer.actor.id);
  return refuse({
    kind: 'forbidden',
    says: 'This persona is not a member of the network yet, or no longer.',
  });
}

const NO_PERSONA = refuse({ kind: 'unauthenticated', says: 'Sign in first.' });
