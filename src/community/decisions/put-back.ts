import type { Kysely } from 'kysely';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadRules, rulesRow, writeRules } from '../connections/connection-rules.ts';
import { loadContactRules, writePreferred } from '../contacts/contact-rules.ts';
import { liveLockdown, replaceLockdown } from '../lockdown/lockdown-rows.ts';
import type { Before } from './note-decision.ts';

/** Puts back what stood beside grants. @returns what stood there until now, so that this can be undone as well */
export async function putBack(
  trx: Kysely<Database>,
  viewer: Viewer,
  owner: ActorId,
  before: Before,
  at: Instant,
): Promise<Before> {
  const { network } = viewer;
  switch (before.is) {
    case 'rules': {
      const { is, ...rules } = before;
      const now = rulesRow(await loadRules(trx, viewer, at));
      await writeRules(trx, network, owner, rules);
      return { is, ...now };
    }
    case 'preferred': {
      const rules = await loadContactRules(trx, viewer, at);
      const now = rules.find((rule) => rule.function === before.function)?.preferred ?? null;
      await writePreferred(trx, { network, actor: owner }, before.function, before.preferred);
      return { ...before, preferred: now };
    }
    case 'lockdown': {
      const now = await liveLockdown(trx, network, owner, at);
      await replaceLockdown(trx, network, owner, lockdownAt(before, at), at);
      return { is: 'lockdown', lockdown: now };
    }
    case 'shown':
      return before;
  }
}

/** The lockdown that would hold now; one that would be over isn't begun again. */
const lockdownAt = ({ lockdown }: Extract<Before, { is: 'lockdown' }>, at: Instant) =>
  lockdown !== null && lockdown.until > at ? lockdown : null;

/** Whether there is anything to put back: a lockdown may be over in the meantime. */
export async function isLeftToPutBack(
  trx: Kysely<Database>,
  { network }: Viewer,
  owner: ActorId,
  before: Before | null,
  at: Instant,
): Promise<boolean> {
  if (before === null || before.is === 'shown') return false;
  if (before.is !== 'lockdown' || lockdownAt(before, at) !== null) return true;
  return (await liveLockdown(trx, network, owner, at)) !== null;
}
