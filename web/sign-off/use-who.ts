import { useTranslation } from 'react-i18next';
import type { MatterStep } from '../api/sign-off.ts';
import { faceOf } from '../ui/avatar.tsx';

/** Who took a step, as far as one is told: the person, else the seat. */
export function useWho(): (step: MatterStep) => string {
  const { t } = useTranslation();
  return ({ by, server, discipline }) => {
    if (server) return t('signOff.server');
    if (by !== null) return faceOf(by).display_name;
    return discipline === null ? t('signOff.somebody') : t(`discipline.${discipline}` as 'discipline.legal');
  };
}
