import { z } from 'zod';
import { wholeList } from '../../community/actors/list-page.ts';
import { type OwnReceipt, ownReceipts } from '../../community/receipts/own-receipts.ts';
import { absent, ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { linkHeader, pageOf, pageQuery } from '../../http/pagination.ts';
import { receiptFile, receiptKey } from '../../ledger/receipts/sign-receipt.ts';
import { presentAccounts } from '../../present/account.ts';
import { idParams } from '../actor-params.ts';
import { instantJson } from '../instant-json.ts';
import { eventJson, ldJson, presentEvent } from './event-json.ts';

const BASE = '/api/privacy/v1/receipts';

const receiptJson = eventJson.extend({
  object: z.object({ kind: z.string(), id: z.string(), text: z.string() }),
  audience_text: z.string(),
  by_signal: z.boolean(),
  acknowledgements: z.array(
    z.object({
      part: z.string(),
      since: z.string().nullable(),
      place: z.int().nullable(),
      count: z.int().nullable(),
    }),
  ),
});

const present = (receipt: OwnReceipt): z.output<typeof receiptJson> => ({
  ...presentEvent(receipt),
  object: { kind: receipt.consent.object.kind, id: receipt.consent.object.id, text: receipt.text },
  audience_text: receipt.audienceText,
  by_signal: receipt.consent.bySignal,
  acknowledgements: receipt.acknowledged.map(({ part, since, place = null, count = null }) => ({
    part,
    since: since === null ? null : instantJson(since),
    place,
    count,
  })),
});

const getKey = endpoint({
  method: 'get',
  path: '/api/privacy/v1/receipt-key',
  summary: 'The key that signs the network’s receipts: keep it',
  auth: 'persona',
  scope: 'privacy',
  answers: z.object({ key: z.string() }),
  async handle({ caller: { viewer } }, deps) {
    return ok({ body: { key: receiptKey(deps, viewer.network) } });
  },
});

const getReceipts = endpoint({
  method: 'get',
  path: BASE,
  summary: 'What became of one’s consents, latest first: given, refused, withdrawn, expired',
  auth: 'persona',
  scope: 'privacy',
  query: pageQuery(80, 20),
  answers: z.array(receiptJson),
  async handle({ caller: { viewer }, query, at, context }, deps) {
    const receipts = await ownReceipts(deps, viewer, pageOf(query), at);
    const headers = linkHeader(
      context.req.url,
      receipts.map(({ id }) => id),
    );
    return ok({ body: receipts.map(present), headers });
  },
});

const getReceipt = endpoint({
  method: 'get',
  path: `${BASE}/:id`,
  summary: 'A receipt of one’s own as a signed file: JSON-LD by ISO/IEC TS 27560 in DPV 2',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  answers: z.record(z.string(), z.unknown()),
  async handle({ caller: { viewer }, params: { id }, at }, deps) {
    const me = viewer.actor?.id;
    const [receipt] = await ownReceipts(deps, viewer, wholeList(1), at, id);
    if (receipt === undefined || me === undefined) return absent;
    const subject = (await presentAccounts(deps, viewer, [me], at)).get(me)?.username ?? me;
    const file = receiptFile(deps, viewer.network, receipt, { subject: `@${subject}`, copyFor: null });
    return ok({ response: ldJson(`receipt-${id}`, file) });
  },
});

export const receiptEndpoints: readonly Endpoint[] = [getKey, getReceipts, getReceipt];
