import { useTranslation } from 'react-i18next';
import type { NamedSeat } from '../api/types.ts';
import { faceOf } from '../ui/avatar.tsx';

/** What a seat is called: by its number, and by its holder where that one is shown. */
export function useSeatName(): (seat: NamedSeat) => string {
  const { t } = useTranslation();
  return ({ function: fn, number, account }) => {
    const seat = t('desk.seat', { function: t(`function.${fn}`), number });
    return account === null ? seat : t('desk.seatOf', { name: faceOf(account).display_name, seat });
  };
}
