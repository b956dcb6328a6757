import { type Audience, keysOf } from '../../privacy/audience.ts';
import { PURPOSES, purposeIri } from '../../privacy/purposes.ts';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { audienceText, loadKeyNames } from '../audiences/describe-audience.ts';
import { type GrantableKind, loadOwnObjects, type OwnObject } from './grantable.ts';

/** An entry of the ledger as it stands there: JSON, as whoever enters it wrote it. */
interface Entered {
  readonly place: number;
  readonly content: string;
  readonly enteredAt: Instant;
}

/** The same in words, for whom it is about. */
export interface SaidEntry extends Entered {
  readonly entry: string;
  readonly object: { readonly kind: string; readonly id: string; readonly text: string };
  readonly actions: readonly string[];
  readonly purpose: string | null;
  readonly audienceText: string | null;
  readonly until: string | null;
}

/** What stands in an entry about a grant, or about a policy of the network. */
interface Content {
  readonly entry: string;
  readonly object?: { readonly kind: GrantableKind; readonly id: ObjectId };
  readonly policy?: string;
  readonly actions?: readonly string[] | null;
  readonly purpose?: string;
  readonly audience?: Audience;
  readonly until: string | null;
}

/** Says entries about the viewer's own grants, or of the network's, with the names that things and people have for them now. */
export async function sayEntries(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  entries: readonly Entered[],
  at: Instant,
): Promise<SaidEntry[]> {
  const read = entries.map((one) => ({ ...one, said: JSON.parse(one.content) as Content }));
  const keys = read.flatMap(({ said }) => (said.audience === undefined ? [] : keysOf(said.audience)));
  const ids = [...new Set(read.flatMap(({ said }) => said.object?.id ?? []))];
  const [name, objects] = await Promise.all([
    loadKeyNames(deps, viewer, keys, at),
    loadOwnObjects(deps, viewer, ids, viewer.actor?.id ?? null),
  ]);
  return read.map(({ said, ...entry }) => ({
    ...entry,
    entry: said.entry,
    object: { ...aboutOf(said), text: textOf(said, objects) },
    actions: said.actions ?? [],
    purpose: PURPOSES.find((purpose) => purposeIri(purpose) === said.purpose) ?? null,
    audienceText: said.audience === undefined ? null : audienceText(said.audience, name),
    until: said.until,
  }));
}

const aboutOf = ({ object, policy }: Content): { readonly kind: string; readonly id: string } =>
  object ?? { kind: 'policy', id: policy ?? '' };

const textOf = ({ object }: Content, objects: readonly OwnObject[]): string =>
  object === undefined
    ? 'a policy of this network'
    : (objects.find((one) => one.kind === object.kind && one.id === object.id)?.text ??
      'something that is gone');
