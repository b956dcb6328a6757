import type { Status } from '../api/types.ts';

/** The id of the post or the resource that a post answers; null where it answers nothing, also what it passes on. */
export function answeredBy({ in_reply_to_id, waxseal }: Status): string | null {
  const resource = waxseal?.resource;
  return in_reply_to_id ?? (resource === undefined || resource.passed_on ? null : resource.id);
}
