import { sql } from 'kysely';
import type { z } from 'zod';
import { ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant, MatterId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { seatedIn } from '../../store/seated.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';

/** What the experts have signed that may leave, and that may be made now. */
export interface SignedExport<Definition> {
  readonly matter: MatterId;
  readonly title: string;
  readonly definition: Definition;
}

/**
 * What of one form an organisation may have leave, for whoever holds a seat in it.
 * @param plan the form; what is signed in another one isn't listed
 */
export async function listExports<Definition extends { readonly until: string }>(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { organisation, plan }: { readonly organisation: ActorId; readonly plan: z.ZodType<Definition> },
  at: Instant,
): Promise<Result<readonly SignedExport<Definition>[]>> {
  const seated = await seatedIn(deps.store.community, viewer, organisation, at);
  if (!seated.ok) return seated;
  const now = instantValue(at);
  const { rows } = await sql<{ matter: MatterId; title: string; body: string }>`
    select s.matter_id as matter, s.title, s.body from community.sign_off s
    where s.network_id = ${viewer.network} and s.organisation_id = ${organisation} and s.kind = 'export'
      and s.valid_from <= ${now} and s.valid_until > ${now}
    order by s.valid_from desc, s.id desc`.execute(deps.store.community);
  return ok(
    rows.flatMap(({ matter, title, body }) => {
      // Texts of before there was a form for it say what is to be done in words of their own.
      const read = plan.safeParse(JSON.parse(body));
      return read.success && Date.parse(read.data.until) > at
        ? [{ matter, title, definition: read.data }]
        : [];
    }),
  );
}
