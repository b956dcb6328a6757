import { useTranslation } from 'react-i18next';
import type { PrivacyLabel } from '../api/types.ts';
import { listText } from '../i18n/format.ts';
import { faceOf } from '../ui/avatar.tsx';
import { usePolicyWords } from './use-policy-words.ts';

type Row = 'runBy' | 'label' | 'contact' | 'processing' | 'policies' | 'retention' | 'federation' | 'export';

/** What a privacy label says, in sentences. */
export function useLabelWords(label: PrivacyLabel): (row: Row) => readonly string[] {
  const { t, i18n } = useTranslation();
  const list = (parts: readonly string[]) => listText([...parts], 'and', i18n.language);
  const purposeName = (purpose: string) =>
    t(`privacy.purpose.${purpose}.title` as 'privacy.purpose.mining.title');
  const standings = (all: readonly { name: string; standing: string }[]): string[] =>
    (['by-grant', 'forbidden'] as const).flatMap((standing) => {
      const those = all.filter((one) => one.standing === standing).map(({ name }) => name);
      if (those.length === 0) return [];
      return t(standing === 'by-grant' ? 'privacyLabel.byGrant' : 'privacyLabel.forbidden', {
        list: list(those),
      });
    });
  const policy = usePolicyWords();
  return (row) => {
    switch (row) {
      case 'runBy': {
        const { organisation } = label.run_by;
        const names = label.run_by.administrators.map((one) => faceOf(one).display_name);
        return [
          ...(organisation === null
            ? []
            : [t('privacyLabel.hostedBy', { name: faceOf(organisation).display_name })]),
          t('privacyLabel.host', { host: label.run_by.host }),
          names.length === 0
            ? t('privacyLabel.adminsHidden')
            : t('privacyLabel.admins', { names: list(names) }),
        ];
      }
      case 'label':
        return [t(`labels.${label.highest_label}`)];
      case 'contact':
        return standings(
          label.contact.map(({ function: fn, standing }) => ({
            name: t(`function.${fn}` as 'function.sales'),
            standing,
          })),
        );
      case 'processing':
        return standings(
          label.processing.map(({ purpose, standing }) => ({ name: purposeName(purpose), standing })),
        );
      case 'policies':
        return label.policies.length === 0
          ? [t('privacyLabel.noPolicies')]
          : [...new Set(label.policies.map(policy))];
      case 'retention':
        return [t('privacyLabel.retention', { count: label.retention.request_days })];
      case 'federation':
        return [t('privacyLabel.stays')];
      case 'export':
        return [t('privacyLabel.export')];
    }
  };
}
