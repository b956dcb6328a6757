import { sql } from 'kysely';
import type { Sql } from '../../store/visibility/clauses.ts';

/**
 * The id of the receipt of what became of a consent: UUID version 8 (RFC 9562, section 5.8), of the hash of both. It is
 * the same whenever it is asked for, and says nothing of the grant's.
 * @param name a text that tells the consent from every other
 */
export const receiptId = (name: Sql<string>, state: Sql<string>): Sql<string> => sql`
  overlay(overlay(left(encode(sha256(convert_to('waxseal receipt ' || ${name} || ' ' || ${state}, 'UTF8')), 'hex'), 32)
    placing '8' from 13 for 1) placing 'a' from 17 for 1)::uuid`;
