import { sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant, RequestId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { ANSWERS_REQUESTS, asExpert } from '../records/expert.ts';
import { addStep } from './add-step.ts';
import { type DataRequest, loadRequests, type Recipient } from './request.ts';

/** What a recipient does with a request. */
export const ANSWER_STEPS = ['taken', 'extended', 'answered', 'refused'] as const;
export type AnswerStep = (typeof ANSWER_STEPS)[number];

/**
 * Who answers for a recipient: an organisation's experts in law and compliance; for the network, whoever administers it.
 * @param host the viewer, where they administer the network
 */
async function asRecipient(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  recipient: Recipient,
  host: ActorId | null,
  at: Instant,
): Promise<Result<ActorId>> {
  if (recipient === viewer.network) return host === null ? absent : ok(host);
  return asExpert(deps, viewer, recipient as ActorId, ANSWERS_REQUESTS, at);
}

/** Requests to a recipient, latest first, for who answers them. */
export async function listRequests(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  recipient: Recipient,
  host: ActorId | null,
  at: Instant,
): Promise<Result<DataRequest[]>> {
  const me = await asRecipient(deps, viewer, recipient, host, at);
  if (!me.ok) return me;
  return ok(
    await loadRequests(deps.store.community, viewer.network, sql`q.recipient_id = ${recipient}`, 500),
  );
}

/** Takes a request on, puts it off, answers or refuses it. Members read the words, and not who wrote them. */
export async function answerRequest(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  {
    recipient,
    request,
    kind,
    words,
  }: { recipient: Recipient; request: RequestId; kind: AnswerStep; words: string },
  host: ActorId | null,
  at: Instant,
): Promise<Result<DataRequest>> {
  const me = await asRecipient(deps, viewer, recipient, host, at);
  if (!me.ok) return me;
  if (kind !== 'taken' && words.trim() === '') {
    const says = kind === 'answered' ? 'is the answer: it can’t be empty' : 'must tell the member why';
    return refuse({ kind: 'invalid', field: 'words', says });
  }
  return deps.store.community.transaction().execute(async (trx): Promise<Result<DataRequest>> => {
    const which = sql<boolean>`q.id = ${request} and q.recipient_id = ${recipient}`;
    const added = await addStep(trx, viewer.network, which, { kind, by: me.value, words, at });
    if (added === 'closed') return refuse({ kind: 'conflict', says: 'This request is closed already.' });
    if (added === 'extended') {
      return refuse({
        kind: 'conflict',
        says: 'It was put off once, by two months; that is all that the law allows.',
      });
    }
    return added === null ? absent : ok(added);
  });
}
