import type { ReactNode } from 'react';
import type { AudienceJson } from '../api/types.ts';
import { sayAudience } from './say.ts';
import { usePhrases } from './use-phrases.ts';

/** An audience in words. */
export function AudienceWords({
  audience,
  inThread = false,
}: {
  audience: AudienceJson;
  inThread?: boolean;
}): ReactNode {
  return sayAudience(audience, usePhrases([audience], inThread));
}
