import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { decide, toRead } from '../../privacy/decide.ts';
import { type AttributeKind, atPrecision, type Precision } from '../../privacy/disclosure.ts';
import { OUTSIDER } from '../../privacy/outsider.ts';
import type { ShownPersona } from '../../privacy/shown.ts';
import type { ActorId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { loadViewer, type Viewer } from '../../store/viewer.ts';
import { audienceOfDraft } from '../explaining/reach.ts';
import type { PersonaRef } from '../personas/persona.ts';
import { linksIn } from '../shown/shown-posts.ts';
import { shownToOutsiders } from '../shown/shown-to-outsiders.ts';
import { openAccount } from './account-rows.ts';
import { countAttempts } from './attempts.ts';
import { keptAttribute } from './attribute-rows.ts';
import { bridgeTransaction, vaultTransaction } from './bridge-transaction.ts';
import { ownRefs } from './own-personas.ts';

/** More personas of one account aren't compared: the newest are. */
const MOST_PERSONAS = 12;

/** What one of the account's personas is about to say or to show. */
export interface Revealing {
  readonly persona: ActorId;
  /** Empty where nothing is said. */
  readonly text: string;
  /** What it is to be called; null where that stays. */
  readonly displayName: string | null;
  /** As the API says it; without it, as a post without it would be shared. */
  readonly audience?: unknown;
  readonly space: ActorId | null;
  readonly replyTo: ObjectId | null;
  readonly attribute: { readonly id: string; readonly precision: Precision } | null;
}

/**
 * What each of the account's personas shows to outsiders of its network. The vault's role finds which they are, the
 * community's what each shows, one by one, as its own: for the account alone, which is told what puts them together.
 */
export async function shownByOwn(
  deps: Pick<Deps, 'store' | 'files' | 'masterKey'>,
  account: string,
  at: Instant,
): Promise<Result<readonly ShownPersona[]>> {
  const counted = await countAttempts(deps, [{ kind: 'linkage', at: account }], at);
  if (!counted.ok) return counted;
  const shown: ShownPersona[] = [];
  for (const { network, id } of (await refsOf(deps, account)).slice(-MOST_PERSONAS)) {
    const viewer = await loadViewer(deps.store, network, id);
    if (viewer !== null) shown.push(await shownToOutsiders(deps, viewer, id, at));
  }
  return ok(shown);
}

async function refsOf(deps: Pick<Deps, 'store'>, account: string): Promise<readonly PersonaRef[]> {
  const found = await bridgeTransaction(deps, async (bridge) => ok(await ownRefs(bridge, account)));
  return found.ok ? found.value : [];
}

/**
 * One of the personas as it would be shown to outsiders, had it said or shown this already.
 * @returns the same as it is where outsiders wouldn't see it; absent where the persona or the attribute isn't the account's
 */
export async function shownAfter(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  account: string,
  now: readonly ShownPersona[],
  revealing: Revealing,
  at: Instant,
): Promise<Result<ShownPersona>> {
  const persona = now.find(({ id }) => id === revealing.persona);
  const viewer = persona === undefined ? null : await loadViewer(deps.store, persona.network, persona.id);
  if (persona === undefined || viewer === null) return absent;
  const attribute = await attributeMeant(deps, account, persona, revealing);
  if (!attribute.ok) return attribute;
  const isSeen = await reachesOutsiders(deps, viewer, revealing, at);
  if (!isSeen.ok) return isSeen;
  if (!isSeen.value) return ok(persona);
  const { text, displayName } = revealing;
  const shown = attribute.value === null ? null : copyOf(attribute.value, revealing, at);
  if (shown !== null && !shown.ok) return shown;
  return ok({
    ...persona,
    face: persona.face === null || displayName === null ? persona.face : { ...persona.face, displayName },
    posts: text === '' ? persona.posts : [{ id: null, at, text, links: linksIn(text) }, ...persona.posts],
    attributes: shown === null ? persona.attributes : [...persona.attributes, shown.value],
  });
}

interface Meant {
  readonly kind: AttributeKind;
  readonly value: string;
}

async function attributeMeant(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  account: string,
  { network }: ShownPersona,
  { attribute }: Revealing,
): Promise<Result<Meant | null>> {
  if (attribute === null) return ok(null);
  const found = await vaultTransaction(deps, async (db) => {
    const open = await openAccount(deps, db, account);
    return open === null ? null : keptAttribute(db, open, network, attribute.id);
  });
  return found === null ? absent : ok({ kind: found.kind, value: found.value });
}

function copyOf({ kind, value }: Meant, { attribute }: Revealing, at: Instant) {
  const precision = attribute?.precision ?? 'exact';
  const shown = atPrecision(kind, value, precision, at);
  return shown === null
    ? refuse({ kind: 'invalid', field: 'precision', says: 'can’t be made as coarse as that' })
    : ok({ kind, value: shown, precision });
}

/** Whether an outsider would see it, by the core over the draft as if it were published. */
async function reachesOutsiders(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { audience, space, replyTo }: Revealing,
  at: Instant,
): Promise<Result<boolean>> {
  const asked = { space, replyTo, ...(audience === undefined ? {} : { audience }) };
  const draft = await audienceOfDraft(deps, viewer, asked, at);
  if (!draft.ok) return draft;
  const object = { ...draft.value.object, within: [] };
  return ok(decide(toRead(at), { viewer: OUTSIDER, network: viewer.networkFacts, object }).allowed);
}
