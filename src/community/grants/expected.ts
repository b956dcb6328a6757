import { refuse } from '../../core/result.ts';

/** Whether what is there is what whoever changes it had read (RFC 9110, section 13.1.1). */
export type IsExpected<T> = (found: T) => boolean;

/** Somebody, maybe the same member in another window, changed it in between: nothing of either is lost. */
export const outOfDate = refuse({
  kind: 'out-of-date',
  says: 'This was changed meanwhile, in another window perhaps. Look at it as it is now, then change it again.',
});
