/** Months as written in a dozen languages, by their first letters; each list is of one month. */
const MONTHS = [
  'jan(?:uary|uar|uari|vier|eiro)?|jän(?:ner)?|enero|gennaio|stycznia|ene',
  'feb(?:ruary|ruar|ruari|rero|braio)?|févr?(?:ier)?|fevereiro|lutego',
  'mar(?:ch|s|zo|ço|ca)?|märz|mrz|maart|mrt|marzec',
  'apr(?:il|ile)?|avr(?:il)?|abr(?:il)?|kwietnia',
  'may|mai|mei|mayo|maio|maggio|maj|maja',
  'june?|juni|juin|junio|junho|giugno|czerwca',
  'july?|juli|juil(?:let)?|julio|julho|luglio|lipca',
  'aug(?:ust|usti|ustus)?|août|agosto|sierpnia|ago',
  'sept?(?:ember|embre|tembre|iembre)?|setembro|settembre|września',
  'oct(?:ober|obre|ubre)?|okt(?:ober)?|ottobre|outubro|października',
  'nov(?:ember|embre|iembre|embro)?|listopada',
  'dec(?:ember)?|dez(?:ember|embro)?|déc(?:embre)?|dic(?:iembre|embre)?|grudnia',
] as const;

export interface WrittenDate {
  readonly start: number;
  readonly end: number;
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const NAME = `(?:${MONTHS.map((names, i) => `(?<m${i + 1}>${names})`).join('|')})\\.?`;
const EDGE = '(?<![\\p{L}\\p{N}]|[\\p{N}][-./])';
const OVER = '(?![\\p{L}\\p{N}]|[-./]\\p{N})';

const ISO = new RegExp(`${EDGE}(?<y>\\d{4})[-/.](?<m>\\d{1,2})[-/.](?<d>\\d{1,2})${OVER}`, 'gu');
const DIGITS = new RegExp(
  `${EDGE}(?<d>\\d{1,2})(?<sep>[-/.]) ?(?<m>\\d{1,2})\\k<sep> ?(?<y>\\d{4}|\\d{2})${OVER}`,
  'gu',
);
const DAY_FIRST = new RegExp(
  `${EDGE}(?<d>\\d{1,2})(?:st|nd|rd|th|er|\\.|º)? (?:of |de |d')?${NAME},?(?: de| del)? (?<y>\\d{4})${OVER}`,
  'giu',
);
const MONTH_FIRST = new RegExp(`${EDGE}${NAME} (?<d>\\d{1,2})(?:st|nd|rd|th)?,? (?<y>\\d{4})${OVER}`, 'giu');

/** Whole dates of the calendar, as people write them. */
export function datesIn(text: string): readonly WrittenDate[] {
  return [ISO, DIGITS, DAY_FIRST, MONTH_FIRST].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => dateOf(match) ?? []),
  );
}

function dateOf(match: RegExpExecArray): WrittenDate | null {
  const { y, m, d, ...named } = match.groups ?? {};
  const name = Object.entries(named).find(([key, value]) => key !== 'sep' && value !== undefined);
  const month = name === undefined ? Number(m) : Number(name[0].slice(1));
  const year = y?.length === 2 ? centuryOf(Number(y)) : Number(y);
  const day = Number(d);
  const span = { start: match.index, end: match.index + match[0].length };
  if (isDate(year, month, day)) return { ...span, year, month, day };
  // 08/14/1991: the month first.
  const isTurned = name === undefined && isDate(year, day, month);
  return isTurned ? { ...span, year, month: day, day: month } : null;
}

/** Of a year in two digits the one that is nearer to those who live. */
const centuryOf = (year: number): number => year + (year > 40 ? 1900 : 2000);

function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
