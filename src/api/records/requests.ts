import { z } from 'zod';
import { asAdministrator } from '../../community/networks/as-administrator.ts';
import { tellOfRecords } from '../../community/notifications/tell-of-records.ts';
import { seenOrganisations } from '../../community/organisations/seen-organisations.ts';
import { ok } from '../../core/result.ts';
import { ANSWER_STEPS, answerRequest, listRequests } from '../../governance/requests/answer-requests.ts';
import { assignRequest } from '../../governance/requests/assign-request.ts';
import { fileRequest } from '../../governance/requests/file-request.ts';
import { ownRequests, withdrawRequest } from '../../governance/requests/own-requests.ts';
import { type DataRequest, REQUEST_KINDS } from '../../governance/requests/request.ts';
import { type Endpoint, endpoint, idSchema } from '../../http/endpoint.ts';
import { type ActorId, DISCIPLINES, type Instant, type RequestId, type SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actorId, actorParams } from '../actor-params.ts';
import { dataRequestJson, presentRequest } from './request-json.ts';

const OWN = '/api/privacy/v1/data-requests';
const THEIRS = '/api/organisations/v1/records/:id/requests';

const requestId = idSchema.transform((id) => id.toLowerCase() as RequestId);
const words = z.string('is a text').max(4000, 'may have 4,000 characters at most');

const postRequest = endpoint({
  method: 'post',
  path: OWN,
  summary:
    'Ask an organisation, or whoever runs the network, something about one’s own data (Articles 15 to 22 GDPR)',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({
    organisation: actorId.nullable().default(null),
    kind: z.enum(REQUEST_KINDS, `is one of ${REQUEST_KINDS.join(', ')}`),
    words: words.default(''),
  }),
  answers: dataRequestJson,
  async handle({ caller: { viewer }, body, at }, deps) {
    const { organisation } = body;
    const isSeen =
      organisation !== null && (await seenOrganisations(deps, viewer, [organisation], at)).has(organisation);
    const filed = await fileRequest(deps, viewer, body, isSeen, at);
    return filed.ok ? ok({ status: 201, body: presentRequest(filed.value, at) }) : filed;
  },
});

const getOwn = endpoint({
  method: 'get',
  path: OWN,
  summary: 'What one asked about one’s own data, and what became of it, latest first',
  auth: 'persona',
  scope: 'privacy',
  answers: z.array(dataRequestJson),
  async handle({ caller: { viewer }, at }, deps) {
    const requests = await ownRequests(deps, viewer, at);
    return ok({ body: requests.map((one) => presentRequest(one, at)) });
  },
});

const postWithdrawal = endpoint({
  method: 'post',
  path: `${OWN}/:id/withdraw`,
  summary: 'Withdraw a request of one’s own',
  auth: 'persona',
  scope: 'privacy',
  params: z.object({ id: requestId }),
  answers: dataRequestJson,
  async handle({ caller: { viewer }, params, at }, deps) {
    const withdrawn = await withdrawRequest(deps, viewer, params.id, at);
    return withdrawn.ok ? ok({ body: presentRequest(withdrawn.value, at) }) : withdrawn;
  },
});

const theirsJson = dataRequestJson.extend({
  assigned: z.object({ id: z.string(), name: z.enum(DISCIPLINES), number: z.int() }).nullable(),
  member: z.object({ id: z.string(), username: z.string(), display_name: z.string() }),
});

/** What a recipient is told: who asks, as they are called here. */
const presentTheirs = (request: DataRequest, at: Instant): z.output<typeof theirsJson> => ({
  ...presentRequest(request, at),
  assigned: request.assigned,
  member: { id: request.member.id, username: request.member.handle, display_name: request.member.name },
});

/** The viewer, where they administer the network: whoever runs it answers what is asked of it. */
async function hostOf(deps: Deps, viewer: Viewer, at: Instant): Promise<ActorId | null> {
  const administrator = await asAdministrator(deps, viewer, null, at);
  return administrator.ok ? administrator.value.actor : null;
}

const getTheirs = endpoint({
  method: 'get',
  path: THEIRS,
  summary: 'Requests to an organisation, for its experts; by the network’s own id those to whoever runs it',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  answers: z.array(theirsJson),
  async handle({ caller: { viewer }, params, at }, deps) {
    const host = await hostOf(deps, viewer, at);
    const requests = await listRequests(deps, viewer, params.id, host, at);
    return requests.ok ? ok({ body: requests.value.map((one) => presentTheirs(one, at)) }) : requests;
  },
});

const requestParams = z.object({ id: actorId, request: requestId });

const postStep = endpoint({
  method: 'post',
  path: `${THEIRS}/:request/steps`,
  summary: 'Take a request on, put it off by two months, answer or refuse it, telling the member why',
  auth: 'persona',
  scope: 'privacy',
  params: requestParams,
  body: z.strictObject({
    kind: z.enum(ANSWER_STEPS, `is one of ${ANSWER_STEPS.join(', ')}`),
    words: words.default(''),
  }),
  answers: theirsJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const host = await hostOf(deps, viewer, at);
    const step = { ...body, recipient: params.id, request: params.request };
    const answered = await answerRequest(deps, viewer, step, host, at);
    if (!answered.ok) return answered;
    await tellOfRecords(deps, at);
    return ok({ body: presentTheirs(answered.value, at) });
  },
});

const putAssigned = endpoint({
  method: 'put',
  path: `${THEIRS}/:request/assigned`,
  summary: 'Say which seat in law or compliance a request is with, or none; it ends with the seat',
  auth: 'persona',
  scope: 'privacy',
  params: requestParams,
  body: z.strictObject({ seat: idSchema.transform((id) => id.toLowerCase() as SeatId).nullable() }),
  answers: theirsJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const host = await hostOf(deps, viewer, at);
    const assignment = { recipient: params.id, request: params.request, seat: body.seat };
    const assigned = await assignRequest(deps, viewer, assignment, host, at);
    if (!assigned.ok) return assigned;
    await tellOfRecords(deps, at);
    return ok({ body: presentTheirs(assigned.value, at) });
  },
});

/** Requests by those whose data it is. */
export const dataRequestEndpoints: readonly Endpoint[] = [
  postRequest,
  getOwn,
  postWithdrawal,
  getTheirs,
  postStep,
  putAssigned,
];
