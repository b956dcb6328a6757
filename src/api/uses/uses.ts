import { z } from 'zod';
import { listUses, type OwnUse, USE_FORMS, type UsedGrant } from '../../community/uses/list-uses.ts';
import { absent, ok } from '../../core/result.ts';
import { type Endpoint, endpoint, idSchema } from '../../http/endpoint.ts';
import { linkHeader, pageOf, pageQuery } from '../../http/pagination.ts';
import { decimal, epsilonOf } from '../../insight/noise/accounting.ts';
import { sigmaOf } from '../../insight/noise/release.ts';
import { proveOwnUse } from '../../ledger/log/read-log.ts';
import { fileOfUse } from '../../ledger/verify/proof-file.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import type { UseId } from '../../privacy/words.ts';
import { numberJson, presentNumber } from '../insight/number-json.ts';
import { endJson, instantJson } from '../instant-json.ts';

const BASE = '/api/privacy/v1/uses';

/** A grant by which something is or was used, as it stands now. */
export const usedGrantJson = z.object({
  id: z.string(),
  object: z.object({ kind: z.string(), id: z.string(), text: z.string() }),
  actions: z.array(z.string()),
  audience_text: z.string(),
  from: z.string(),
  until: z.string().nullable(),
});

export const presentUsedGrant = ({
  id,
  object,
  actions,
  audienceText,
  from,
  until,
}: UsedGrant): z.output<typeof usedGrantJson> => ({
  id,
  object,
  actions: [...actions],
  audience_text: audienceText,
  from: instantJson(from),
  until: endJson(until),
});

const useJson = z.object({
  id: z.string(),
  at: z.string(),
  organisation: z.object({ id: z.string(), display_name: z.string() }),
  function: z.string().nullable(),
  deed: z.string(),
  purpose: z.string(),
  purpose_iri: z.string(),
  kinds: z.array(z.string()),
  grants: z.array(usedGrantJson),
  /** ε that it took of one’s allowance, had it been alone; null is nothing, as of what isn’t a number with noise. */
  epsilon: z.string().nullable(),
  place: z.int().nullable(),
  learnt: z
    .object({
      what: z.string(),
      numbers: z.int(),
      sigma: z.number(),
      ...numberJson.shape,
    })
    .nullable()
    .meta({
      description:
        'What the organisation learnt of all who were counted: a number where it is one, else how many; null of a use one by one',
    }),
  /** What it was told of one's influence, of a use whose deed is `named`. */
  influence: z
    .object({ place: z.int(), among: z.int(), pagerank: z.number(), betweenness: z.number() })
    .nullable(),
});

const presentUse = (use: OwnUse): z.output<typeof useJson> => ({
  id: use.id,
  at: instantJson(use.at),
  organisation: { id: use.organisation.id, display_name: use.organisation.name },
  function: use.function,
  deed: use.deed,
  purpose: use.purpose,
  purpose_iri: purposeIri(use.purpose),
  kinds: [...use.kinds],
  grants: use.grants.map(presentUsedGrant),
  epsilon: use.charge === null ? null : decimal(epsilonOf(BigInt(use.charge))),
  place: use.place,
  learnt: presentLearnt(use.learnt),
  influence: use.influence,
});

/** What is in a table is the organisation's to tell: which rows it has says whom it looks for. */
function presentLearnt(learnt: OwnUse['learnt']): z.output<typeof useJson>['learnt'] {
  if (learnt === null) return null;
  const { what, numbers, released, ...noise } = learnt;
  const told =
    numbers === 1 ? presentNumber(released, noise) : { count: null, fewer_than: null, interval: null };
  return { what, numbers, sigma: sigmaOf(noise.variance), ...told };
}

const getUses = endpoint({
  method: 'get',
  path: BASE,
  summary: 'Which organisations used what of one’s own, when, for what, and under which grant; newest first',
  auth: 'persona',
  scope: 'privacy',
  query: pageQuery(200, 40).extend({ form: z.enum(USE_FORMS).default('all') }),
  answers: z.array(useJson),
  async handle({ caller: { viewer }, query, at, context }, deps) {
    const uses = await listUses(deps, viewer, pageOf(query), query.form, at);
    const headers = linkHeader(
      context.req.url,
      uses.map(({ id }) => id),
    );
    return ok({ body: uses.map(presentUse), headers });
  },
});

const getProof = endpoint({
  method: 'get',
  path: `${BASE}/:id/proof`,
  summary: 'Proof, as a file, that a use is in the ledger, and that one’s own data was among it',
  auth: 'persona',
  scope: 'privacy',
  params: z.object({ id: idSchema.transform((id) => id.toLowerCase() as UseId) }),
  answers: z.record(z.string(), z.unknown()),
  async handle({ caller: { viewer }, params }, deps) {
    const { actor, network } = viewer;
    const proof = actor === null ? null : await proveOwnUse(deps, network, actor.id, params.id);
    if (proof === null) return absent;
    const name = `attachment; filename="ledger-use-${proof.place}.json"`;
    return ok({ body: fileOfUse(proof), headers: { 'Content-Disposition': name } });
  },
});

/** Who used one's data. */
export const useEndpoints: readonly Endpoint[] = [getUses, getProof];
