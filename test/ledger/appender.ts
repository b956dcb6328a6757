/**
 * A process that gives grants, ends some, uses data and enters all that, one beat after another, until it is killed. It is told the
 * database, the network and the owner as arguments, and says `ready` once it has entered something.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { appendBeat } from '../../src/ledger/log/append.ts';
import { NETWORK } from '../../src/privacy/audience.ts';
import { NO_CONDITIONS } from '../../src/privacy/conditions.ts';
import {
  type ActorId,
  FOREVER,
  type GrantId,
  type NetworkId,
  type ObjectId,
} from '../../src/privacy/words.ts';
import { noteUse } from '../../src/store/data-uses.ts';
import { openStore } from '../../src/store/database.ts';
import { give, withdraw } from '../../src/store/grants.ts';
import { LEDGER_DEPS } from './ledger-deps.ts';

const [url = '', network, owner] = process.argv.slice(2) as [string, NetworkId, ActorId];
const store = openStore(url, { community: 2, bridge: 1 });
const ids = { next: () => randomUUID() as string };
const deps = { ...LEDGER_DEPS, store, random: randomBytes };
const use = {
  organisation: owner,
  function: null,
  by: null,
  deed: 'read',
  purpose: 'support',
  kinds: [],
  participants: [{ subject: owner, grants: [] }],
} as const;

for (let round = 0; ; round++) {
  const at = Date.now();
  await store.community.transaction().execute(async (trx) => {
    const object = { kind: 'ties', id: randomUUID() as string as ObjectId } as const;
    await give(trx, network, {
      id: randomUUID() as string as GrantId,
      owner,
      object,
      actions: ['see'],
      purpose: 'reading',
      audience: { any: [[NETWORK]], except: [] },
      conditions: NO_CONDITIONS,
      from: at,
      until: FOREVER,
      reviewBy: FOREVER,
    });
    if (round % 2 === 0) await noteUse(trx, { ids }, network, use, at);
    if (round % 3 === 0) await withdraw(trx, network, object, at + 1);
  });
  await appendBeat(deps, network, at, at);
  if (round === 0) console.log('ready');
}
