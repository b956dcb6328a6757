import { sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant, RequestId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { addStep } from './add-step.ts';
import { asRecipient } from './recipient.ts';
import { type DataRequest, loadRequests, type Recipient } from './request.ts';

/** What a recipient does with a request. */
export const ANSWER_STEPS = ['taken', 'extended', 'answered', 'refused'] as const;
export type AnswerStep = (typeof ANSWER_STEPS)[number];

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
  const theirs = sql<boolean>`q.recipient_id = ${recipient}`;
  return ok(await loadRequests(deps.store.community, viewer.network, theirs, { limit: 500, at }));
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
  const which = sql<boolean>`q.id = ${request} and q.recipient_id = ${recipient}`;
  return deps.store.community
    .transaction()
    .execute((trx) => addStep(trx, viewer.network, which, { kind, by: me.value, words, at }));
}
