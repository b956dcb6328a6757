import type { Kysely } from 'kysely';
import { z } from 'zod';
import { ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { domainSchema } from '../networks/rules.ts';
import { keepsOrganisation } from './keeps-organisation.ts';

/** Where anybody gets an address, so that having one says nothing. No list is complete: whoever confirms a domain answers for it. */
const PUBLIC_PROVIDERS = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com mac.com aol.com
  proton.me protonmail.com tutanota.com tuta.com gmx.com gmx.de gmx.net web.de t-online.de mail.com mail.ru yandex.com
  yandex.ru qq.com 163.com 126.com zoho.com fastmail.com hey.com posteo.de mailbox.org ziggo.nl kpnmail.nl orange.fr
  laposte.net libero.it`.split(/\s+/),
);

/** Names that are nobody's in public: RFC 2606, RFC 6761, RFC 6762, RFC 8375, and what is used inside of houses. */
const NOT_PUBLIC =
  /(^|\.)(test|example|invalid|localhost|local|internal|intranet|lan|home|corp|private|arpa|onion|alt)$/;

/** A domain that can be looked for in the public DNS, and that isn't everybody's. */
export const publicDomainSchema = domainSchema.refine(
  (domain) =>
    !NOT_PUBLIC.test(domain) &&
    !PUBLIC_PROVIDERS.has(domain) &&
    /\.[a-z][a-z0-9-]+$/.test(domain) &&
    domain.length <= 240,
  'is no public domain of one’s own',
);

/** The domains of an organisation, compared as a whole: a subdomain is another. */
export const domainsSchema = z
  .array(
    domainSchema.refine((domain) => !PUBLIC_PROVIDERS.has(domain), 'is one where anybody can get an address'),
  )
  .max(20, 'may be 20 at most');

/** The e-mail domains that are confirmed to be the organisation's, for administrators of the network. */
export async function listDomains(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<readonly string[]>> {
  const keeps = await keepsOrganisation(deps, viewer, organisation, at);
  return keeps.ok ? ok(await liveDomains(deps.store.community, viewer.network, organisation, at)) : keeps;
}

export async function liveDomains(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('community.organisation_domain')
    .select('domain')
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('valid_from', '<=', instantValue(at))
    .where('valid_until', '>', instantValue(at))
    .orderBy('domain')
    .execute();
  return rows.map(({ domain }) => domain);
}
