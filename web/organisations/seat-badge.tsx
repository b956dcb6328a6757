import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NamedSeat } from '../api/types.ts';
import { Icon } from '../ui/icon.tsx';
import './organisations.css';

/** In which seat something was said for an organisation; and who holds it, where they let themselves be seen. */
export function SeatBadge({ seat }: { seat: NamedSeat }): ReactNode {
  const { t } = useTranslation();
  const { account } = seat;
  const words = t('seats.badge', { function: t(`function.${seat.function}`), number: seat.number });
  return (
    <span className="seat-badge">
      <Icon name="briefcase" />
      {account === null ? (
        words
      ) : (
        <Link to="/people/$id" params={{ id: account.id }}>
          {t('seats.badgeOf', { seat: words, name: account.display_name })}
        </Link>
      )}
    </span>
  );
}
