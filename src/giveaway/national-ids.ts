import { before, type Detector, type Finding, matchesOf } from './finding.ts';
import { NATIONAL_IDS, type NationalId } from './national-id-rules.ts';

/** How far before a number the words stand that say what it is, in UTF-16 units. */
const REACH = 48;

/** Says of any number that it is somebody's. */
const ANY_CUE =
  /(?<![\p{L}])(?:(?:my|her|his|their)\s)?(?:id|identity|identification|ausweis|identité)(?![\p{L}])/iu;

/** Numbers that a state gave to one person: by their form and check digits, and where those are weak by what is said. */
export const findNationalIds: Detector = (text) => NATIONAL_IDS.flatMap((rule) => findBy(rule, text));

function findBy({ form, isValid, cue, alone }: NationalId, text: string): Finding[] {
  return matchesOf(text, form).flatMap(({ index, 0: found }): Finding[] => {
    const compact = found.replace(/[\s./-]/g, '').toUpperCase();
    if (!isValid(compact, found)) return [];
    const said = before(text, index, REACH);
    const certain = cue.test(said);
    if (!certain && !ANY_CUE.test(said) && !alone(found)) return [];
    return [
      {
        kind: 'national-id',
        start: index,
        end: index + found.length,
        certainty: certain ? 'sure' : 'likely',
      },
    ];
  });
}
