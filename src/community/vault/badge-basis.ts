import { createHmac, hkdfSync } from 'node:crypto';
import { sql } from 'kysely';
import type { ActorId, Instant } from '../../privacy/words.ts';
import { instantValue } from '../../store/time.ts';
import { domainOfEmail } from '../accounts/email-address.ts';
import type { PersonaRef } from '../personas/persona.ts';
import type { OpenAccount } from './account-rows.ts';
import { addressesOf, CONFIRMED_MS } from './addresses.ts';
import type { Bridge } from './bridge-transaction.ts';

/** By what a persona may show that it works at an organisation. */
export interface BadgeBasis {
  readonly of: ActorId;
  readonly domain: string;
  /** The badge ends then at the latest. */
  readonly until: Instant;
}

const SPREAD_MS = 30 * 24 * 3600_000;

/**
 * How much sooner than a year after the confirmation a persona's badge ends: up to 30 days, by a keyed hash (HMAC-SHA-256
 * under a key derived from the account's), so that badges of two personas that stand on one address don't end together.
 */
function soonerBy({ key }: OpenAccount, persona: ActorId, organisation: ActorId): number {
  const own = Buffer.from(hkdfSync('sha256', key, '', 'waxseal ends of badges', 32));
  const digest = createHmac('sha256', own).update(`${persona} ${organisation}`).digest();
  return digest.readUIntBE(0, 6) % SPREAD_MS;
}

/** Which domains the account has confirmed addresses in, and when it confirmed them last. */
export async function confirmedDomains(
  bridge: Bridge,
  account: OpenAccount,
): Promise<ReadonlyMap<string, Instant>> {
  const further = await bridge.vault((db) => addressesOf(db, account));
  const domains = new Map<string, Instant>();
  for (const { email, confirmedAt } of [
    { email: account.email, confirmedAt: account.emailConfirmedAt },
    ...further,
  ]) {
    if (confirmedAt === null) continue;
    const domain = domainOfEmail(email);
    domains.set(domain, Math.max(confirmedAt, domains.get(domain) ?? confirmedAt));
  }
  return domains;
}

/** Until when the persona's badge of an organisation lasts that stands on a confirmation of then. */
export const badgeEnd = (
  account: OpenAccount,
  persona: ActorId,
  organisation: ActorId,
  confirmedAt: Instant,
): Instant => confirmedAt + CONFIRMED_MS - soonerBy(account, persona, organisation);

/**
 * The best basis for the badge now, null where there is none. The domain is held until the transaction ends, so that it
 * isn't taken from the organisation in between.
 */
export async function badgeBasis(
  bridge: Bridge,
  account: OpenAccount,
  { network, id: persona }: PersonaRef,
  organisation: ActorId,
  at: Instant,
): Promise<BadgeBasis | null> {
  const confirmed = await confirmedDomains(bridge, account);
  const now = instantValue(at);
  const { rows } = await bridge.community((db) =>
    sql<{ domain: string }>`select d.domain from community.organisation_domain d
      where d.network_id = ${network} and d.organisation_id = ${organisation}
        and d.domain = any(${[...confirmed.keys()]}::text[]) and d.valid_from <= ${now} and d.valid_until > ${now}
      for share`.execute(db),
  );
  let best: BadgeBasis | null = null;
  for (const { domain } of rows) {
    const until = badgeEnd(account, persona, organisation, confirmed.get(domain) ?? 0);
    if (until > at && (best === null || until > best.until)) best = { of: organisation, domain, until };
  }
  return best;
}
