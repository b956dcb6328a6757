import type { Kysely } from 'kysely';
import type { Instant, NetworkId } from '../../privacy/words.ts';
import { type Deps, instantOf } from '../../store/deps.ts';
import { spreadUse } from '../../store/participations.ts';
import { notePostToScore } from '../../store/post-scores.ts';
import type { Database } from '../../store/schema.ts';
import { changeInBulk } from '../bulk/change-in-bulk.ts';
import { answerAtOnce } from '../connections/answer-at-once.ts';
import { notifyOfContact } from '../notifications/of-contact.ts';
import { notifyOfFavourite } from '../notifications/of-favourite.ts';
import { notifyOfFollow } from '../notifications/of-follow.ts';
import { notifyOfOneself } from '../notifications/of-oneself.ts';
import { notifyOfPost } from '../notifications/of-post.ts';
import { notifyOfTie } from '../notifications/of-tie.ts';
import { tellChanged } from '../policy-changes/tell-changed.ts';
import { deliverDecided } from './deliver-decided.ts';
import type { Consequence } from './enqueue.ts';
import { deliverAnew, fillFromAuthor, fillFromSpace } from './fill-in.ts';

/**
 * Does what follows. It may be done twice, and at any time later: what is written is written once, and decided over
 * the facts of now.
 * @param happened when its cause was
 */
export async function handle(
  deps: Pick<Deps, 'store' | 'ids' | 'clock'>,
  trx: Kysely<Database>,
  network: NetworkId,
  consequence: Consequence,
  happened: Instant,
): Promise<void> {
  const at = instantOf(deps);
  switch (consequence.kind) {
    case 'policies-changed':
      return tellChanged(deps, trx, network, consequence);
    case 'use-packed':
      return spreadUse(trx, network, consequence.use);
    case 'sign-off-due':
      return notifyOfOneself(deps, trx, network, consequence.to, 'sign_off', happened);
    case 'listening-shift':
      return notifyOfOneself(deps, trx, network, consequence.to, 'listening_shift', happened);
    case 'published':
      await notePostToScore(trx, network, consequence.post, at);
      return notifyOfPost(deps, trx, network, consequence.post, happened, at);
    case 'widened':
      return deliverAnew(deps, trx, network, consequence.post, at);
    case 'decided':
      return deliverDecided(deps, trx, network, consequence, at);
    case 'bulk-change':
      return changeInBulk(deps, trx, network, consequence, at);
    case 'favourited':
      return notifyOfFavourite(deps, trx, network, consequence, happened, at);
    case 'followed':
      await fillFromAuthor(deps, trx, network, consequence, at);
      return notifyOfFollow(deps, trx, network, consequence, happened, at);
    case 'follow-requested':
      return notifyOfFollow(deps, trx, network, consequence, happened, at);
    case 'connected': {
      const { by, with: other } = consequence;
      await fillFromAuthor(deps, trx, network, { follower: by, followed: other }, at);
      await fillFromAuthor(deps, trx, network, { follower: other, followed: by }, at);
      return notifyOfTie(deps, trx, network, consequence, happened, at);
    }
    case 'contact-requested':
      return notifyOfContact(deps, trx, network, consequence, happened, at);
    case 'connect-requested':
      if (await answerAtOnce(deps, trx, network, consequence, at)) return;
      return notifyOfTie(deps, trx, network, consequence, happened, at);
    case 'join-requested':
      return notifyOfTie(deps, trx, network, consequence, happened, at);
    case 'space-joined':
      return fillFromSpace(deps, trx, network, consequence, at);
    case 'let-in':
      await fillFromSpace(deps, trx, network, consequence, at);
      return notifyOfTie(deps, trx, network, consequence, happened, at);
  }
}
