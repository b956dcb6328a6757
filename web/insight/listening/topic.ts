import type { Topic } from '../../api/listening.ts';

/** What can be listened to, and how long. A span is its unit and how many. */
export const TOPIC_KINDS = ['everything', 'hashtag', 'phrase', 'space', 'saved'] as const;
export const SPANS = ['day 7', 'day 13', 'week 4', 'week 13'] as const;

/** What was chosen, as it is asked; null while something is missing. */
export function topicOf(kind: string, word: string, saved: string): Topic | null {
  const said = word.trim();
  switch (kind) {
    case 'everything':
      return { kind };
    case 'hashtag':
      return said === '' ? null : { kind, hashtag: said };
    case 'phrase':
      return said === '' ? null : { kind, phrase: said };
    case 'space':
      return said === '' ? null : { kind, space: said };
    case 'saved':
      return saved === '' ? null : { kind, topic: saved };
    default:
      return null;
  }
}
