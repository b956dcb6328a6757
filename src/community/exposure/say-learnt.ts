import type { Purpose } from '../../privacy/purposes.ts';
import type { BusinessFunction } from '../../privacy/words.ts';
import { listed } from '../audiences/describe-audience.ts';
import type { Learnt } from './learnt.ts';

const counted = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n} ${many}`);

const words = (name: BusinessFunction | Purpose): string => name.replaceAll('-', ' ');

/** What somebody can learn, in a paragraph. */
export function sayLearnt(learnt: Omit<Learnt, 'text'>): string {
  const { meets, finds, attributes, posts, answers, ties } = learnt;
  const sentences: string[] = [];
  const found = finds
    ? 'and finds you in the directory and in searches'
    : 'but doesn’t find you in the directory';
  sentences.push(
    meets ? `Meets you by your name and picture, ${found}.` : 'Doesn’t meet you: for them you aren’t there.',
  );
  const shown = attributes.map(({ kind, value }) => `${kind.replaceAll('-', ' ')} (${value})`);
  sentences.push(shown.length === 0 ? 'Learns none of your attributes.' : `Learns your ${listed(shown)}.`);
  const read: string[] = [];
  if (posts > 0) read.push(counted(posts, 'post', 'posts'));
  if (answers > 0)
    read.push(
      `${counted(answers, 'answer or repetition', 'answers and repetitions')}, where what they are about is for them too`,
    );
  sentences.push(read.length === 0 ? 'Reads none of your posts.' : `Reads ${listed(read)}.`);
  if (ties) sentences.push('Sees with whom you are connected, and who follows you.');
  if (learnt.who === 'business') sentences.push(...ofBusiness(learnt));
  return sentences.join(' ');
}

function ofBusiness({ contacts, asks, processing }: Omit<Learnt, 'text'>): string[] {
  const sentences: string[] = [];
  if (contacts.length > 0) sentences.push(`May write to you for ${listed(contacts.map(words))}.`);
  if (asks.length > 0) sentences.push(`May ask to write to you for ${listed(asks.map(words))}.`);
  if (contacts.length + asks.length === 0) sentences.push('May not write to you.');
  sentences.push(
    processing.length === 0
      ? 'May use nothing of yours for any purpose of its own.'
      : `May use what is yours for ${listed(processing.map(words))}.`,
  );
  return sentences;
}
