import type { DataUse } from '../../store/data-uses.ts';
import type { Viewer } from '../../store/viewer.ts';

/** What an organisation asks, as a use that is noted of whoever is found: by the viewer, in the seat in which they ask. */
export const asUse = (
  { actor }: Pick<Viewer, 'actor'>,
  deed: DataUse['deed'],
  { organisation, function: fn, purpose }: Pick<DataUse, 'organisation' | 'function' | 'purpose'>,
  kinds: DataUse['kinds'] = [],
): Omit<DataUse, 'participants'> => ({
  organisation,
  function: fn,
  by: actor?.id ?? null,
  deed,
  purpose,
  kinds,
});
