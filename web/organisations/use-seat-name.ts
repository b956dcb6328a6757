import { useTranslation } from 'react-i18next';
import type { HouseSeat } from '../api/controls.ts';

/** What a seat is called: "Support 2"; "Legal 1, expert". */
export function useSeatName(): (seat: Pick<HouseSeat, 'kind' | 'name' | 'number'>) => string {
  const { t } = useTranslation();
  return ({ kind, name, number }) =>
    kind === 'function'
      ? t('seats.badge', { function: t(`function.${name}` as 'function.sales'), number })
      : t('seats.expert', { discipline: t(`discipline.${name}` as 'discipline.legal'), number });
}
