import { listed } from '../audiences/describe-audience.ts';
import type { OwnThing } from './counted.ts';

/** Through whose eyes. */
export type As =
  | { readonly kind: 'public' | 'stranger' | 'self' }
  | { readonly kind: 'persona'; readonly handle: string };

interface Viewed {
  readonly profile: unknown;
  readonly attributes: readonly unknown[];
  readonly posts: readonly unknown[];
  /** How many posts were looked at. */
  readonly newest: number;
}

const counted = (count: number, one: string, many: string): string =>
  count === 0 ? `no ${many}` : `${count} ${count === 1 ? one : many}`;

/** What they see of the asker, in sentences, and what it hangs on that the asker isn't told. */
export function sayViewed(
  as: As,
  { profile, attributes, posts, newest }: Viewed,
  hanging: readonly OwnThing[],
  sets: readonly string[],
): string {
  const [who, sees, them] = wordsFor(as);
  const met = profile === null ? `${who} ${sees} no profile of yours` : `${who} ${sees} your profile`;
  const ofPosts = `${counted(posts.length, 'post', 'posts')} of your newest ${newest}`;
  const sentences = [
    `${met}, ${counted(attributes.length, 'attribute', 'attributes')} and ${newest === 0 ? 'no posts' : ofPosts}.`,
  ];
  if (sets.length > 0) {
    sentences.push(`More, if ${them} among ${listed(sets, 'or')}: that isn’t told to you.`);
  }
  if (hanging.some((thing) => thing.answers.length > 0)) {
    sentences.push('Your answers to others are left out: who sees those hangs on what you answered.');
  }
  if (posts.length > 0) sentences.push('Likes, replies and boosts of others are left out.');
  return sentences.join(' ');
}

function wordsFor(as: As): readonly [who: string, sees: string, them: string] {
  switch (as.kind) {
    case 'public':
      return ['Somebody without an account', 'sees', 'they are'];
    case 'stranger':
      return ['A member whom you don’t know', 'sees', 'they are'];
    case 'self':
      return ['You', 'see', 'you are'];
    case 'persona':
      return [`@${as.handle}`, 'sees', 'they are'];
  }
}
