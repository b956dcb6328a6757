import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant, PolicyTextId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { type Seated, seatedIn } from '../../store/seated.ts';
import type { Viewer } from '../../store/viewer.ts';
import { compileApart } from '../policies/apart/apart.ts';
import type { Draft } from './draft.ts';

/** A draft as it is written. */
interface DraftText {
  readonly text: string;
  readonly scope: Draft['scope'];
  readonly replaces: PolicyTextId | null;
}

/**
 * Reads a draft for whoever holds a seat in the organisation; to others there is nothing to be tried. What is wrong with the
 * text is said with its line and column.
 */
export async function readDraft(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  { text, scope, replaces }: DraftText,
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
