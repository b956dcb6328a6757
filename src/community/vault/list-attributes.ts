import { type Kysely, sql } from 'kysely';
import { ok, type Result } from '../../core/result.ts';
import type { Audience, Key } from '../../privacy/audience.ts';
import type { AttributeKind, Precision } from '../../privacy/disclosure.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { PersonaRef } from '../personas/persona.ts';
import type { OpenAccount } from './account-rows.ts';
import { keptFor } from './attribute-rows.ts';
import { behindPersona } from './behind-persona.ts';
import type { Bridge } from './bridge-transaction.ts';

/** An attribute as its owner sees it through one persona. */
export interface AttributeView {
  readonly id: string;
  readonly kind: AttributeKind;
  /** Null where it was deleted and this persona still shows a copy. */
  readonly value: string | null;
  readonly updatedAt: Instant;
  /** What this persona shows of it, to whom. */
  readonly disclosure: DisclosureView | null;
}

interface DisclosureView {
  readonly id: ObjectId;
  readonly precision: Precision;
  /** The copy that others see. */
  readonly shown: string;
  /** The attribute was edited through another persona since, and the copy wasn't. */
  readonly stale: boolean;
  readonly audience: Audience;
  readonly purpose: Purpose;
  readonly until: Instant;
  readonly reviewBy: Instant;
}

/** What the account keeps, with what this persona shows of it. What other personas show isn't said. */
export async function listAttributes(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  viewer: Viewer,
  at: Instant,
): Promise<Result<readonly AttributeView[]>> {
  return behindPersona(deps, viewer, async (bridge, account, persona) =>
    ok(await attributeViews(bridge, account, persona, at)),
  );
}

/** The same within a transaction. */
export async function attributeViews(
  bridge: Bridge,
  account: OpenAccount,
  persona: PersonaRef,
  at: Instant,
): Promise<readonly AttributeView[]> {
  const kept = await bridge.vault((db) => keptFor(db, account, persona.network));
  const copies = await bridge.vault((db) =>
    db
      .selectFrom('vault.disclosed')
      .select(['attribute_id', 'disclosure_id', 'stale'])
      .where('account_id', '=', account.id)
      .where('network_id', '=', persona.network)
      .where('persona_id', '=', persona.id)
      .execute(),
  );
  const shown = await bridge.community((db) =>
    shownCopies(
      db,
      persona,
      copies.map((copy) => copy.disclosure_id),
      at,
    ),
  );
  const disclosures = new Map<string, DisclosureView>();
  for (const { attribute_id, disclosure_id, stale } of copies) {
    const copy = shown.get(disclosure_id);
    if (copy !== undefined) disclosures.set(attribute_id, { ...copy, stale });
  }
  return kept
    .map((attribute) => ({ ...attribute, disclosure: disclosures.get(attribute.id) ?? null }))
    .filter(({ value, disclosure }) => value !== null || disclosure !== null);
}

interface Row {
  id: ObjectId;
  precision: Precision;
  value: string;
  terms: Key[][];
  except_keys: Key[];
  purpose: Purpose;
  valid_until: Instant;
  review_by: Instant;
}

/** Copies with a live grant. */
async function shownCopies(
  db: Kysely<Database>,
  { network, id }: PersonaRef,
  ids: readonly ObjectId[],
  at: Instant,
): Promise<ReadonlyMap<ObjectId, Omit<DisclosureView, 'stale'>>> {
  if (ids.length === 0) return new Map();
  const now = instantValue(at);
  const { rows } = await sql<Row>`
    select distinct on (d.id) d.id, d.precision, d.value, a.terms, a.except_keys, g.purpose, g.valid_until, g.review_by
    from community.disclosure d
    join community."grant" g on g.network_id = d.network_id and g.object_id = d.id and g.object_kind = 'attribute'
    join community.audience a on a.network_id = d.network_id and a.id = g.audience_id
    where d.network_id = ${network} and d.actor_id = ${id} and d.id = any(${ids}::uuid[])
      and 'see' = any(g.actions) and g.valid_from <= ${now} and g.valid_until > ${now}
    order by d.id, g.id desc`.execute(db);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        precision: row.precision,
        shown: row.value,
        audience: { any: row.terms, except: row.except_keys },
        purpose: row.purpose,
        until: row.valid_until,
        reviewBy: row.review_by,
      },
    ]),
  );
}

/** One of them, after a change. */
export async function attributeView(
  bridge: Bridge,
  account: OpenAccount,
  persona: PersonaRef,
  id: string,
  at: Instant,
): Promise<AttributeView> {
  const found = (await attributeViews(bridge, account, persona, at)).find((one) => one.id === id);
  if (found === undefined) throw new Error('the attribute was just written');
  return found;
}
