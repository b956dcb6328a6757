import { z } from 'zod';
import { sayEntries } from '../../community/grants/say-entries.ts';
import { absent, ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import {
  entriesAbout,
  keyOf,
  newestCheckpoint,
  proveContinuation,
  proveOwnEntry,
} from '../../ledger/log/read-log.ts';
import { continuationFile, entryFile } from '../../ledger/verify/proof-file.ts';
import { instantJson } from '../instant-json.ts';

const BASE = '/api/privacy/v1/ledger';

const place = z.coerce.number('must be a number').int().min(0).max(Number.MAX_SAFE_INTEGER);

const getLedger = endpoint({
  method: 'get',
  path: BASE,
  summary: 'The key that signs the network’s ledger, and its newest checkpoint: keep both',
  auth: 'persona',
  scope: 'privacy',
  answers: z.object({
    key: z.string(),
    checkpoint: z.string().nullable(),
    size: z.int(),
    made_at: z.string().nullable(),
  }),
  async handle({ caller: { viewer } }, deps) {
    const newest = await newestCheckpoint(deps, viewer.network);
    return ok({
      body: {
        key: keyOf(deps, viewer.network),
        checkpoint: newest?.note ?? null,
        size: newest?.size ?? 0,
        made_at: newest === null ? null : instantJson(newest.madeAt),
      },
    });
  },
});

const getEntries = endpoint({
  method: 'get',
  path: `${BASE}/entries`,
  summary:
    'What the ledger has about oneself, or of the network’s policies, latest first; older ones by `before`, a place',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({
    limit: z.coerce.number('must be a number').int().min(1).max(200).default(40),
    before: place.optional(),
    about: z.enum(['me', 'network'], 'is me or network').default('me'),
  }),
  answers: z.array(
    z.object({
      place: z.int(),
      entered_at: z.string(),
      entry: z.string(),
      object: z.object({ kind: z.string(), id: z.string(), text: z.string() }),
      actions: z.array(z.string()),
      purpose: z.string().nullable(),
      audience_text: z.string().nullable(),
      until: z.string().nullable(),
      content: z.string(),
    }),
  ),
  async handle({ caller: { viewer }, query, at }, deps) {
    const { actor, network } = viewer;
    if (actor === null) return absent;
    const subject = query.about === 'me' ? actor.id : network;
    const entries = await entriesAbout(deps, network, subject, {
      limit: query.limit,
      before: query.before ?? null,
    });
    const said = await sayEntries(deps, viewer, entries, at);
    return ok({
      body: said.map(({ enteredAt, audienceText, ...entry }) => ({
        ...entry,
        actions: [...entry.actions],
        audience_text: audienceText,
        entered_at: instantJson(enteredAt),
      })),
    });
  },
});

const file = z.record(z.string(), z.unknown());
const asFile = (name: string) => ({ 'Content-Disposition': `attachment; filename="${name}.json"` });

const getEntryProof = endpoint({
  method: 'get',
  path: `${BASE}/entries/:place`,
  summary: 'Proof, as a file, that an entry about oneself, or the network, is in the ledger',
  auth: 'persona',
  scope: 'privacy',
  params: z.object({ place }),
  answers: file,
  async handle({ caller: { viewer }, params }, deps) {
    const { actor, network } = viewer;
    const proof = actor === null ? null : await proveOwnEntry(deps, network, actor.id, params.place);
    if (proof === null) return absent;
    return ok({ body: entryFile(proof), headers: asFile(`ledger-entry-${params.place}`) });
  },
});

const getContinuation = endpoint({
  method: 'get',
  path: `${BASE}/continuation`,
  summary: 'Proof, as a file, that the ledger goes on from a checkpoint that one kept, by its size',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({ size: place }),
  answers: file,
  async handle({ caller: { viewer }, query }, deps) {
    const proof = await proveContinuation(deps, viewer.network, query.size);
    if (proof === null) return absent;
    return ok({ body: continuationFile(proof), headers: asFile(`ledger-continuation-${query.size}`) });
  },
});

export const ledgerEndpoints: readonly Endpoint[] = [getLedger, getEntries, getEntryProof, getContinuation];
