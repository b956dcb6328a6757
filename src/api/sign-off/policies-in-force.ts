import { z } from 'zod';
import { ownHouses } from '../../community/organisations/held-seats.ts';
import { seenOrganisations } from '../../community/organisations/seen-organisations.ts';
import { listChanges } from '../../community/policy-changes/list-changes.ts';
import { ok } from '../../core/result.ts';
import { listInForce } from '../../governance/sign-off/list-in-force.ts';
import { endpoint } from '../../http/endpoint.ts';
import { linkHeader, pageOf, pageQuery } from '../../http/pagination.ts';
import { type AccountEntity, accountSchema, presentAccounts } from '../../present/account.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { endJson, instantJson } from '../instant-json.ts';
import { BASE, disciplineSchema, scopeSchema } from './matter-words.ts';

/** Organisations as they are named to whoever sees them, or has a part in them. */
async function accountsToldOf(
  deps: Pick<Deps, 'store' | 'publicUrl'>,
  viewer: Viewer,
  organisations: readonly ActorId[],
  at: Instant,
): Promise<ReadonlyMap<ActorId, AccountEntity>> {
  const [seen, own] = await Promise.all([
    seenOrganisations(deps, viewer, organisations, at),
    ownHouses(deps, viewer, at),
  ]);
  const told = organisations.filter(
    (id) => seen.has(id) || own.some(({ organisation }) => organisation === id),
  );
  return presentAccounts(deps, viewer, told, at);
}

export const getPoliciesInForce = endpoint({
  method: 'get',
  path: `${BASE}/policies`,
  summary:
    'The policies that bind on the network: whose, what they say, since when, and which disciplines signed',
  auth: 'persona',
  scope: 'privacy',
  answers: z.array(
    z.object({
      id: z.string(),
      organisation: accountSchema.nullable(),
      scope: scopeSchema,
      title: z.string(),
      text: z.string(),
      hash: z.string(),
      signed_by: z.array(disciplineSchema),
      emergency: z.boolean(),
      from: z.string(),
      until: z.string().nullable(),
    }),
  ),
  async handle({ caller: { viewer }, at }, deps) {
    const found = await listInForce(deps, viewer, at);
    if (!found.ok) return found;
    const owners = [...new Set(found.value.map(({ organisation }) => organisation))];
    const accounts = await accountsToldOf(deps, viewer, owners, at);
    // An organisation that one can't see binds nobody but itself, unless it hosts the network.
    const told = found.value.filter(
      ({ scope, organisation }) => scope === 'network' || accounts.has(organisation),
    );
    return ok({
      body: told.map((policy) => ({
        id: policy.id,
        organisation: accounts.get(policy.organisation) ?? null,
        scope: policy.scope,
        title: policy.title,
        text: policy.text,
        hash: policy.hash,
        signed_by: [...policy.disciplines],
        emergency: policy.emergency,
        from: instantJson(policy.from),
        until: endJson(policy.until),
      })),
    });
  },
});

export const getPolicyChanges = endpoint({
  method: 'get',
  path: `${BASE}/changes`,
  summary: 'What policies changed of what one had allowed oneself, newest first',
  auth: 'persona',
  scope: 'privacy',
  query: pageQuery(80, 40),
  answers: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      uses: z.array(
        z.object({
          narrowed: z.boolean(),
          organisation: accountSchema.nullable(),
          capacity: z.string(),
          action: z.string(),
          purpose: z.string(),
          kind: z.string(),
          attribute: z.string().nullable(),
          always: z.boolean(),
        }),
      ),
    }),
  ),
  async handle({ caller: { viewer }, query, at, context }, deps) {
    const { limit, before } = pageOf(query);
    const found = await listChanges(deps, viewer, { limit, before }, at);
    if (!found.ok) return found;
    const named = found.value.flatMap(({ uses }) => uses.flatMap(({ organisation }) => organisation ?? []));
    const accounts = await accountsToldOf(deps, viewer, [...new Set(named)], at);
    const body = found.value.map((change) => ({
      id: change.id,
      at: instantJson(change.at),
      uses: change.uses.map(({ organisation, ...use }) => ({
        ...use,
        organisation: organisation === null ? null : (accounts.get(organisation) ?? null),
      })),
    }));
    return ok({
      body,
      headers: linkHeader(
        context.req.url,
        body.map(({ id }) => id),
      ),
    });
  },
});
