import { z } from 'zod';
import { wholeList } from '../../community/actors/list-page.ts';
import { organisationReceipts } from '../../community/receipts/organisation-receipts.ts';
import { absent, ok } from '../../core/result.ts';
import { type Endpoint, endpoint, idSchema } from '../../http/endpoint.ts';
import { linkHeader, pageOf, pageQuery } from '../../http/pagination.ts';
import { receiptFile } from '../../ledger/receipts/sign-receipt.ts';
import { accountSchema, presentFaces } from '../../present/account.ts';
import { actorId, actorParams } from '../actor-params.ts';
import { eventJson, ldJson, presentEvent } from './event-json.ts';

const BASE = '/api/organisations/v1/:id/receipts';

const getReceipts = endpoint({
  method: 'get',
  path: BASE,
  summary:
    'Consents that name an organisation for which one acts, latest first, of members who are there for it',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  query: pageQuery(80, 20),
  answers: z.array(
    eventJson.extend({
      member: accountSchema,
      object: z.object({ kind: z.string(), attribute: z.string().nullable() }),
    }),
  ),
  async handle({ caller: { viewer }, params, query, at, context }, deps) {
    const receipts = await organisationReceipts(deps, viewer, params.id, pageOf(query), at);
    if (!receipts.ok) return receipts;
    const owners = receipts.value.map(({ consent }) => consent.owner);
    const accounts = await presentFaces(deps, viewer, owners, at);
    const headers = linkHeader(
      context.req.url,
      receipts.value.map(({ id }) => id),
    );
    return ok({
      body: receipts.value.map((receipt) => ({
        ...presentEvent(receipt),
        member: accounts.get(receipt.consent.owner),
        object: {
          kind: receipt.consent.object.kind,
          attribute: receipt.consent.object.attribute?.kind ?? null,
        },
      })),
      headers,
    });
  },
});

const getReceipt = endpoint({
  method: 'get',
  path: `${BASE}/:receipt`,
  summary: 'The organisation’s copy of a receipt as a signed file: JSON-LD by ISO/IEC TS 27560 in DPV 2',
  auth: 'persona',
  scope: 'privacy',
  params: z.object({ id: actorId, receipt: idSchema.transform((id) => id.toLowerCase()) }),
  answers: z.record(z.string(), z.unknown()),
  async handle({ caller: { viewer }, params, at }, deps) {
    const found = await organisationReceipts(deps, viewer, params.id, wholeList(1), at, params.receipt);
    const receipt = found.ok ? found.value[0] : undefined;
    if (receipt === undefined) return absent;
    const { owner } = receipt.consent;
    const subject = (await presentFaces(deps, viewer, [owner], at)).get(owner)?.username ?? owner;
    const parties = { subject: `@${subject}`, copyFor: params.id };
    return ok({
      response: ldJson(`receipt-${receipt.id}`, receiptFile(deps, viewer.network, receipt, parties)),
    });
  },
});

/** What an organisation holds of members' consents. */
export const organisationReceiptEndpoints: readonly Endpoint[] = [getReceipts, getReceipt];
