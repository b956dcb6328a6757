import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { hueStyle } from '../ui/hue.ts';
import { Icon } from '../ui/icon.tsx';
import { useActing } from './acting-context.tsx';
import './organisations.css';

/** Across the app, in the organisation's colour, for as long as one acts for it. */
export function ActingBand(): ReactNode {
  const { t } = useTranslation();
  const { seat, actIn } = useActing();
  if (seat === null) return null;
  return (
    <section className="acting-band" style={hueStyle(faceOf(seat.organisation).hue)} aria-live="polite">
      <Icon name="briefcase" />
      <p>
        {t('acting.now', {
          organisation: seat.organisation.display_name,
          function: t(`function.${seat.name}`),
        })}
      </p>
      <Button size="small" onPress={() => actIn(null)}>
        {t('acting.leave')}
      </Button>
    </section>
  );
}
