import { atPrecision, precisionsOf } from '../../privacy/disclosure.ts';
import type { ShownPersona, ShownValue } from '../../privacy/shown.ts';
import { byRarity, type Clue, PLAIN, type Strength } from './clue.ts';

/** What one person alone is likely to have, at full precision. */
const OWN: ReadonlySet<ShownValue['kind']> = new Set(['email', 'phone', 'website', 'name', 'address']);

/** What so many have everywhere that it says little even where few say it. */
const COMMON: ReadonlySet<ShownValue['kind']> = new Set(['language', 'gender', 'pronouns']);

/** Attributes that both show, or of which one shows what the other shows less precisely. */
export function attributes(one: ShownPersona, other: ShownPersona): Clue[] {
  return one.attributes.flatMap((mine): Clue[] => {
    const alike = other.attributes.find((theirs) => fits(mine, theirs));
    if (alike === undefined) return [];
    return [
      {
        ...PLAIN,
        kind: 'attribute',
        of: mine.kind,
        what: mine.value,
        cut: 'hide-attribute',
        counting: { by: 'value', kind: mine.kind, value: mine.value },
        weigh: byRarity(strengthOf(mine, alike)),
      },
    ];
  });
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
