import type { Phase } from './probes/probe.ts';
import type { Finding } from './viewer-trace.ts';
import type { ViewerName } from './viewers.ts';

/**
 * What may be detected though it is hidden: the named exceptions of promise P4, all of them. One that no trace needs is
 * stale, and fails.
 */
export interface Exception {
  readonly name: string;
  /** The hidden facts that it concerns; in the traces of each it must be needed. */
  readonly facts: readonly string[];
  readonly viewers: readonly ViewerName[] | 'every';
  /** Routes whose answers may differ. */
  readonly routes: RegExp;
  /** Only in this phase of the traces. */
  readonly phase?: Phase;
  readonly because: string;
}

export const EXCEPTIONS: readonly Exception[] = [
  {
    name: 'a handle that is taken on the same network',
    facts: [
      'a persona hidden from the directory',
      'a persona that changed its handle, shown only now',
      'a secret space and what is in it',
    ],
    viewers: 'every',
    routes: /^(POST \/api\/privacy\/v1\/(personas|spaces)|PUT \/api\/privacy\/v1\/handle)$/,
    phase: 'take',
    because:
      'A handle names one actor of a network. Whoever wants one that a hidden actor has, or had, must be refused, or two ' +
      'would answer to it; the refusal says no more than that it is taken.',
  },
  {
    name: 'the person who is blocked',
    facts: ['a block between two others'],
    viewers: ['peter'],
    routes: /./,
    because:
      'A block takes away what the blocked person could see and do the moment before; nothing that takes away at once ' +
      'can go unnoticed by whom it is taken from.',
  },
  {
    name: 'the person who is blocked, and whose tie ends by it',
    facts: ['a block that ends a tie which is shown to all'],
    viewers: ['quinn'],
    routes: /./,
    because: 'As above; besides, the blocked person no longer follows, and so is shown no more of it.',
  },
  {
    name: 'a tie that ends because of a block',
    facts: ['a block that ends a tie which is shown to all'],
    viewers: 'every',
    routes: /^GET \/api\/v1\/accounts\//,
    because:
      'Who shows others whom they follow shows also that they no longer do. That a tie ended is visible; not why: ' +
      'an unfollow looks the same.',
  },
];

/** The exception under which a finding falls. */
export const exceptionFor = (finding: Finding): Exception | undefined =>
  EXCEPTIONS.find(
    ({ facts, viewers, routes, phase }) =>
      finding.facts.some((fact) => facts.includes(fact)) &&
      (viewers === 'every' || viewers.includes(finding.viewer)) &&
      routes.test(finding.route) &&
      (phase === undefined || phase === finding.phase),
  );
