import type { Status } from '../api/types.ts';
import { useActing } from '../organisations/acting-context.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';

/** As whom a post can be changed here: as oneself, or in the seat of the organisation that it is by. */
export type WrittenIn = { readonly seat?: string };

/** Null where it is somebody else's, also while one acts for nobody. */
export function useWrittenIn(post: Status): WrittenIn | null {
  const { persona } = useSpeaking();
  const { seat } = useActing();
  if (post.account.id === persona.id) return {};
  return seat?.organisation.id === post.account.id ? { seat: seat.id } : null;
}
