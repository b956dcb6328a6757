import { absent, ok, type Result } from '../../core/result.ts';
import type { ConversationId, GrantId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { ShownAttribute } from '../actors/show-actor.ts';
import { decideShown, type Shown } from '../conversations/shown-attributes.ts';

/** Something of the member's that a conversation reveals now, by which consent, since when and until when. */
export interface CaseAttribute extends ShownAttribute {
  readonly grant: GrantId;
  readonly from: Instant;
  /** Never is until the conversation closes. */
  readonly until: Instant;
}

/** What a conversation's grants reveal to a seat, and which these are. It is noted as a use. */
export async function caseAttributes(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ConversationId,
  at: Instant,
): Promise<Result<readonly CaseAttribute[]>> {
  const shown = await decideShown(deps, viewer, id, at);
  if (!shown.ok) return shown;
  if (shown.value.role !== 'staff') return absent;
  return ok(shown.value.attributes.flatMap(withConsent));
}

const withConsent = ({ attribute, grant }: Shown): CaseAttribute[] =>
  grant === null ? [] : [{ ...attribute, grant: grant.id, from: grant.from, until: grant.until }];
