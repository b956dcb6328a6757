import type { TFunction } from 'i18next';

/** What a seat is called: "Legal 2". */
export const seatWords = (
  t: TFunction,
  { kind, name, number }: { kind: string; name: string; number: number },
): string =>
  `${kind === 'function' ? t(`function.${name}` as 'function.sales') : t(`discipline.${name}` as 'discipline.legal')} ${number}`;
