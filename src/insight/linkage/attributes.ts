import { atPrecision, precisionsOf } from '../../privacy/disclosure.ts';
import type { ShownPersona, ShownValue } from '../../privacy/shown.ts';
import { byRarity, type Clue, PLAIN, type Strength, TOGETHER } from './clue.ts';

/** What one person alone is likely to have, at full precision. */
const OWN: ReadonlySet<ShownValue['kind']> = new Set(['email', 'phone', 'website', 'name', 'address']);

/** What so many have everywhere that it says little even where few say it. */
const COMMON: ReadonlySet<ShownValue['kind']> = new Set(['language', 'gender', 'pronouns']);

/** Between the values that tie only together. */
const AND = ' · ';

/**
 * Attributes that both show, or of which one shows what the other shows less precisely; and all of them together, which few
 * may have where many have each.
 */
export function attributes(one: ShownPersona, other: ShownPersona): Clue[] {
  const common = one.attributes.flatMap((mine) => {
    const theirs = other.attributes.find((value) => fits(mine, value));
    return theirs === undefined ? [] : [{ mine, theirs }];
  });
  const clue = (of: string, values: readonly ShownValue[], alone: Strength): Clue => ({
    ...PLAIN,
    kind: 'attribute',
    of,
    what: values.map(({ value }) => value).join(AND),
    times: values.length,
    cut: 'hide-attribute',
    counting: { by: 'values', values: values.map(({ kind, value }) => ({ kind, value })) },
    weigh: byRarity(alone),
  });
  return [
    ...common.map(({ mine, theirs }) => clue(mine.kind, [mine], strengthOf(mine, theirs))),
    ...(common.length < 2
      ? []
      : [
          clue(
            TOGETHER,
            common.map(({ mine }) => mine),
            'strong',
          ),
        ]),
  ];
}

function strengthOf(mine: ShownValue, theirs: ShownValue): Strength {
  const isSame = mine.precision === theirs.precision;
  if (mine.precision === 'exact' && isSame && OWN.has(mine.kind)) return 'certain';
  return mine.precision === 'exact' && isSame && !COMMON.has(mine.kind) ? 'strong' : 'weak';
}

/** The same, or what the other shows is coarser and says the same. Ages tell by the day on which they are told. */
function fits(mine: ShownValue, theirs: ShownValue): boolean {
  if (mine.kind !== theirs.kind) return false;
  if (mine.precision === theirs.precision) return same(mine.value, theirs.value);
  const [fine, coarse] = isFiner(mine, theirs) ? [mine, theirs] : [theirs, mine];
  if (fine.precision !== 'exact' || coarse.precision === 'age-band') return false;
  const coarser = atPrecision(fine.kind, fine.value, coarse.precision, 0);
  return coarser !== null && same(coarser, coarse.value);
}

const isFiner = ({ kind, precision }: ShownValue, other: ShownValue): boolean =>
  precisionsOf(kind).indexOf(precision) < precisionsOf(kind).indexOf(other.precision);

const same = (a: string, b: string): boolean => folded(a) === folded(b);

const folded = (value: string): string =>
  value.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
