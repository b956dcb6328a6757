import type { Audience } from '../../privacy/audience.ts';
import type { Clause } from '../../privacy/decide.ts';
import type { Explanation, Step } from '../../privacy/explain.ts';
import type { Policy } from '../../privacy/facts.ts';
import type { Action } from '../../privacy/words.ts';
import { audienceText, type KeyNamer, listed } from '../audiences/describe-audience.ts';
import { capital } from './say-reached.ts';

export interface Explained {
  readonly verdict: Explanation['verdict'];
  readonly because: Clause | null;
  /** `@bob`, or `you`. */
  readonly who: string;
  readonly self: boolean;
  readonly action: Action;
  readonly through: readonly string[];
  readonly dependsOn: readonly string[];
  /** Audiences of the grants that cover the question. */
  readonly chosen: readonly Audience[];
  readonly name: KeyNamer;
  /** The policy that forbids it, where the asker may know of it. */
  readonly policy: Policy | null;
}

const DEEDS: Readonly<Record<Action, string>> = {
  see: 'see this',
  find: 'find this',
  search: 'find this by searching',
  suggest: 'have this suggested',
  mention: 'mention you',
  reply: 'reply to this',
  reshare: 'pass this on',
  quote: 'quote this',
  download: 'download this',
  edit: 'change this',
  contact: 'contact you',
  'request-contact': 'ask to contact you',
  connect: 'ask to connect with you',
  'connect-at-once': 'connect with you at once',
  process: 'have this processed',
};

/** The verdict and its reason, in a sentence or two. */
export function sayExplained(explained: Explained): string {
  const { verdict, self, through, dependsOn } = explained;
  const who = capital(explained.who);
  const deed = DEEDS[explained.action];
  if (self) return `This is yours: you can always ${deed}.`;
  if (verdict === 'allowed') {
    const why = through.length === 0 ? '' : `, being among ${listed(through)}`;
    return `${who} can ${deed}${why}.`;
  }
  if (verdict === 'depends') {
    return `Whether ${explained.who} can ${deed} depends on ${sayHinges(dependsOn, who)}. That isn’t told to you.`;
  }
  return `${who} can’t ${deed}: ${because(explained)}.`;
}

function sayHinges(hinges: readonly string[], who: string): string {
  const sets = hinges.filter((text) => !/^(whether|how many) /.test(text));
  const other = hinges.filter((text) => !sets.includes(text));
  const parts = sets.length === 0 ? other : [`whether ${who} is among ${listed(sets, 'or')}`, ...other];
  return listed(parts, 'and on');
}

function because({ because: clause, chosen, name, action, policy }: Explained): string {
  switch (clause) {
    case 'block':
      return 'you blocked them';
    case 'lockdown':
      return 'your lockdown keeps out people like them';
    case 'suspension':
      return 'one of you is suspended';
    case 'membership':
      return 'they are not a member of this network';
    case 'no-grant':
    case null:
      return 'you haven’t allowed it to anybody';
    case 'purpose':
      return 'you allowed it for another purpose only';
    case 'not-yet':
      return 'what you allowed begins later';
    case 'ended':
      return 'what you allowed has ended';
    case 'audience':
      return chosen.length === 0
        ? 'you haven’t allowed it to anybody'
        : `it is for ${listed(chosen.map((one) => audienceText(one, name)))}, and they are not among these`;
    case 'excluded':
      return 'you keep them out, or did when you shared it; that stays so until you share it anew';
    case 'condition':
      return 'it doesn’t meet the conditions that you set';
    case 'label':
      return 'this network doesn’t admit things as confidential as this';
    case 'policy':
      return policy?.clause === undefined
        ? 'a policy of this network forbids it'
        : `a policy forbids it, by its clause “${policy.clause}”`;
    case 'unseen':
      return `they can’t see it, and one has to see a thing to ${action} it`;
    case 'thread':
      return 'they can’t see what it answers';
  }
}

const STEPS: Readonly<Record<Step['gate'], readonly [passed: string, failed: string]>> = {
  block: ['You haven’t blocked WHO. (Whether WHO blocked you isn’t told.)', 'You blocked WHO.'],
  lockdown: ['No lockdown of yours keeps WHO out.', 'Your lockdown keeps out people like WHO.'],
  suspension: ['Nobody is suspended.', 'One of you is suspended.'],
  membership: ['WHO is a member where that is needed.', 'WHO is not a member of this network.'],
  grant: ['You allowed it, and WHO is among those meant.', 'Nothing that you allowed admits WHO.'],
  label: ['This network admits its label.', 'This network doesn’t admit its label.'],
  policy: ['No policy of this network forbids it.', 'A policy of this network forbids it.'],
  seen: ['WHO can see it, where that is needed.', 'WHO can’t see it, which is needed first.'],
  thread: ['WHO can see what it answers of yours, if anything.', 'WHO can’t see what it answers.'],
};

/** One gate, in words. */
export function sayStep({ gate, passed }: Step, who: string): string {
  return STEPS[gate][passed ? 0 : 1].replaceAll('WHO', who);
}
