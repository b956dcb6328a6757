import { z } from 'zod';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { compileApart } from '../../governance/policies/apart/apart.ts';
import type { Draft } from '../../governance/simulation/simulate.ts';
import { idSchema } from '../../http/endpoint.ts';
import type { ActorId, Instant, PolicyTextId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { type Seated, seatedIn } from '../../store/seated.ts';
import type { Viewer } from '../../store/viewer.ts';

/** A draft to be tried: its text, for whom it would go, and which text in force it would replace. */
export const draftFields = {
  text: z.string().max(65_536, 'is too long'),
  scope: z.enum(['organisation', 'network'], 'is organisation or network').default('organisation'),
  replaces: idSchema
    .transform((id) => id.toLowerCase() as PolicyTextId)
    .nullable()
    .default(null),
};

interface DraftBody {
  readonly text: string;
  readonly scope: 'organisation' | 'network';
  readonly replaces: PolicyTextId | null;
}

/** The draft as the core has it; what is wrong with the text is said with its line and column. */
export async function readDraft(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  { text, scope, replaces }: DraftBody,
  at: Instant,
): Promise<Result<Draft & { readonly seated: Seated }>> {
  const seated = await seatedIn(deps.store.community, viewer, organisation, at);
  if (!seated.ok) return seated;
  const network = await deps.store.community
    .selectFrom('community.network')
    .select('kind')
    .where('id', '=', viewer.network)
    .executeTakeFirst();
  if (network === undefined) return absent;
  if (text.trim() === '') return ok({ organisation, scope, boxes: [], replaces, seated: seated.value });
  const compiled = await compileApart(text, { kind: network.kind, organisation, scope });
  if (compiled.ok) return ok({ organisation, scope, boxes: compiled.boxes, replaces, seated: seated.value });
  const [first] = compiled.errors;
  const says =
    first === undefined ? 'is no policy' : `line ${first.line}, column ${first.column}: ${first.says}`;
  return refuse({ kind: 'invalid', field: 'text', says });
}
