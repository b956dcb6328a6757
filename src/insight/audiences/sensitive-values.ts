import type { Kysely } from 'kysely';
import { refuse } from '../../core/result.ts';
import type { AudienceDefinition } from '../../privacy/targeting.ts';
import type { Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { hasSensitiveText } from '../../store/sensitive-marks.ts';

/** Whether an audience compares a value by which nobody is picked: what was kept before the word was marked, too. */
export const comparesSensitive = (
  db: Kysely<Database>,
  network: NetworkId,
  { conditions }: AudienceDefinition,
  at: Instant,
): Promise<boolean> =>
  hasSensitiveText(
    db,
    network,
    conditions.flatMap(({ values }) => values),
    at,
  );

/** What is answered where it does: nobody is asked about, and nothing is charged. */
export const comparesSensitiveWords = refuse({
  kind: 'conflict',
  says: 'It compares a word by which nobody is picked or counted: one that may tell of what Article 9 GDPR protects, or that the network marked as sensitive. Leave it out.',
});
