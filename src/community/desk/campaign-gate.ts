import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import { normalisedWords } from '../../privacy/shingles.ts';
import {
  type ActorId,
  type BusinessFunction,
  DAY_MS,
  type Instant,
  type NetworkId,
  type PolicyTextId,
} from '../../privacy/words.ts';
import { CAMPAIGNING, campaignOf, campaignSubject } from '../../store/campaigns.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { signedOff } from '../../store/sign-offs.ts';
import { takeLock } from '../../store/take-lock.ts';
import { instantValue, timestamp } from '../../store/time.ts';

/** Members whom the same words reach of an organisation's own accord, within thirty days; more are a campaign. */
const MOST_WITHOUT_CAMPAIGN = 10;
const PERIOD_MS = 30 * DAY_MS;

/** What is written of an organisation's own accord, by which function. */
export interface Letter {
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
  readonly text: string;
}

/** How many more members a letter may reach, and by what. */
interface Room {
  readonly left: number;
  /** Where experts signed it, as many as they did. */
  readonly signed: { readonly id: PolicyTextId; readonly most: number } | null;
}

/**
 * The gate of campaigns: whoever writes to many, at once or by and by, needs the experts' signatures before, not after. It is asked
 * before a sending begins; each letter is asked about again as it goes ({@link takeLetter}).
 * @param many members to whom it is to go
 */
export async function passCampaignGate(
  db: Kysely<Database>,
  network: NetworkId,
  letter: Letter,
  many: number,
  at: Instant,
): Promise<Result<null>> {
  const { left, signed } = await roomFor(db, network, letter, at);
  if (many <= left) return ok(null);
  return refuse({ kind: 'invalid', field: 'personas', says: saysOf(signed, left, letter.function) });
}

function saysOf(signed: Room['signed'], left: number, fn: BusinessFunction): string {
  if (signed !== null) return `The experts signed ${signed.most} members; ${left} are left.`;
  const many = `The same words reach ${MOST_WITHOUT_CAMPAIGN} members in thirty days at most without a signed campaign`;
  if (!(CAMPAIGNING as readonly BusinessFunction[]).includes(fn))
    return `${many}, and only marketing and sales have campaigns.`;
  return `${many}; ${left} are left. Draft one with exactly this text, have the experts sign it, and activate it.`;
}

/**
 * Takes one letter out of what may still be sent of it, in the transaction that sends it: what is sent at once is counted one
 * after the other, and what was ended or is over takes no more.
 * @returns the letter's id; null where it may not go
 */
export async function takeLetter(
  trx: Transaction<Database>,
  { ids, clock }: Pick<Deps, 'ids' | 'clock'>,
  network: NetworkId,
  letter: Letter,
): Promise<string | null> {
  const { organisation } = letter;
  const words = wordsOf(letter);
  await takeLock(trx, `letter ${network} ${organisation} ${words}`);
  // A long sending outlives the instant at which it began.
  const now = clock.now().getTime();
  const { left, signed } = await roomFor(trx, network, letter, now, true);
  if (left < 1) return null;
  const id = ids.next(`letter ${organisation} ${words}`);
  await trx
    .insertInto('community.outbound_letter')
    .values({
      network_id: network,
      organisation_id: organisation,
      id,
      words,
      sign_off_id: signed?.id ?? null,
      sent_at: timestamp(now),
    })
    .execute();
  return id;
}

/** SHA-256 of the words as texts are compared: another comma makes no other letter. One without words is as it stands. */
function wordsOf({ text }: Letter): string {
  const words = normalisedWords(text);
  return createHash('sha256')
    .update(words.length === 0 ? text : words.join(' '))
    .digest('hex');
}

interface Signed {
  readonly id: PolicyTextId;
  readonly body: string;
  /** Letters of these words that went by any version of what was signed. */
  readonly sent: number;
}

/** @param hold until the transaction ends, what was signed isn't ended */
async function roomFor(
  db: Kysely<Database>,
  network: NetworkId,
  letter: Letter,
  at: Instant,
  hold = false,
): Promise<Room> {
  const { organisation } = letter;
  const words = wordsOf(letter);
  const what = campaignSubject(letter);
  const found = await signedOff(db, network, { kind: 'campaign', organisation, what }, at, hold);
  const { rows: signed } = await sql<Signed>`
    select s.id, s.body, (select count(*)::integer from community.outbound_letter l
        join community.sign_off o on o.network_id = ${network} and o.id = l.sign_off_id
        where l.network_id = ${network} and l.organisation_id = ${organisation} and l.words = ${words}
          and o.matter_id = s.matter_id) as sent
    from community.sign_off s where s.network_id = ${network} and s.id = any(${found}::uuid[])`.execute(db);
  const rooms = signed.map(({ id, body, sent }) => {
    const { most } = campaignOf(body);
    return { left: Math.max(most - sent, 0), signed: { id, most } };
  });
  const [widest] = rooms.toSorted((a, b) => b.left - a.left);
  if (widest !== undefined) return widest;
  const { rows } = await sql<{ sent: number }>`
    select count(*)::integer as sent from community.outbound_letter l where l.network_id = ${network}
      and l.organisation_id = ${organisation} and l.words = ${words} and l.sent_at > ${instantValue(at - PERIOD_MS)}`.execute(
    db,
  );
  return { left: Math.max(MOST_WITHOUT_CAMPAIGN - (rows[0]?.sent ?? 0), 0), signed: null };
}
