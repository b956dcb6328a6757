import { z } from 'zod';
import { publicDomainSchema } from '../../community/organisations/domains.ts';
import {
  beginProof,
  type DomainChallenge,
  dropProof,
  listChallenges,
  lookForProof,
} from '../../community/organisations/prove-domain.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { actorId, actorParams } from '../actor-params.ts';

const PROOFS = '/api/organisations/v1/:id/domains';

const proofJson = z.object({
  domain: z.string(),
  record: z.object({ type: z.literal('TXT'), name: z.string(), value: z.string() }),
  verified: z.boolean(),
  looked_at: z.string().nullable(),
});

const presentProof = ({
  domain,
  record,
  isVerified,
  lookedAt,
}: DomainChallenge): z.output<typeof proofJson> => ({
  domain,
  record: { type: 'TXT', ...record },
  verified: isVerified,
  looked_at: lookedAt === null ? null : new Date(lookedAt).toISOString(),
});

const getProofs = endpoint({
  method: 'get',
  path: PROOFS,
  summary: 'The domains that an organisation proved or is about to, for its keepers',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  answers: z.array(proofJson),
  async handle({ caller: { viewer }, params, at }, deps) {
    const listed = await listChallenges(deps, viewer, params.id, at);
    return listed.ok ? ok({ body: listed.value.map(presentProof) }) : listed;
  },
});

const postProof = endpoint({
  method: 'post',
  path: PROOFS,
  summary:
    'Begin to prove that a domain is an organisation’s: by a TXT record that it is to put into its DNS',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: z.strictObject({ domain: publicDomainSchema }),
  answers: proofJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const begun = await beginProof(deps, viewer, params.id, body.domain, at);
    return begun.ok ? ok({ status: 201, body: presentProof(begun.value) }) : begun;
  },
});

const ofDomain = z.object({ id: actorId, domain: publicDomainSchema });

const postLook = endpoint({
  method: 'post',
  path: `${PROOFS}/:domain/look`,
  summary: 'Look for the record now; a few times a day',
  auth: 'persona',
  scope: 'privacy',
  params: ofDomain,
  answers: proofJson,
  async handle({ caller: { viewer }, params, at }, deps) {
    const looked = await lookForProof(deps, viewer, params.id, params.domain, at);
    return looked.ok ? ok({ body: presentProof(looked.value) }) : looked;
  },
});

const deleteProof = endpoint({
  method: 'delete',
  path: `${PROOFS}/:domain`,
  summary: 'Give a domain up',
  auth: 'persona',
  scope: 'privacy',
  params: ofDomain,
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at }, deps) {
    const dropped = await dropProof(deps, viewer, params.id, params.domain, at);
    return dropped.ok ? ok({ status: 204 }) : dropped;
  },
});

export const proofEndpoints: readonly Endpoint[] = [getProofs, postProof, postLook, deleteProof];
