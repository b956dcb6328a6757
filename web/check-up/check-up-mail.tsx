import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components/Switch';
import { useTranslation } from 'react-i18next';
import { changeCheckUpMail } from '../api/check-up.ts';
import { useAction } from '../ui/use-action.ts';
import { checkUpMailQuery } from './queries.ts';

/** Whether the account is mailed that a check-up is ready. */
export function CheckUpMail(): ReactNode {
  const { t } = useTranslation();
  const { act } = useAction();
  const { data: wanted } = useQuery(checkUpMailQuery);
  if (wanted === undefined) return null;
  return (
    <section aria-labelledby="check-up-mail-heading">
      <h2 id="check-up-mail-heading">{t('checkUp.title')}</h2>
      <p>{t('checkUp.mailText')}</p>
      <Switch
        className="switch"
        isSelected={wanted}
        onChange={(on) => act(() => changeCheckUpMail(on), { touches: [checkUpMailQuery.queryKey] })}
      >
        <span className="switch-track" aria-hidden="true" />
        <span>{t('checkUp.mail')}</span>
      </Switch>
    </section>
  );
}
