import { useTranslation } from 'react-i18next';
import { FUNCTIONS } from '../api/business.ts';
import type { DaysJson, PrivacyLabel } from '../api/types.ts';
import { listText } from '../i18n/format.ts';
import { faceOf } from '../ui/avatar.tsx';

type StandingPolicy = PrivacyLabel['policies'][number];

/** What a policy in force rules out, in a sentence; of an organisation's own, with whose it is. */
export function usePolicyWords(): (policy: StandingPolicy) => string {
  const { t, i18n } = useTranslation();
  const list = (parts: readonly string[]) => listText([...parts], 'or', i18n.language);
  const named = (
    parts: readonly string[] | null,
    say: (words: { list: string }) => string,
    name: (part: string) => string,
  ) => (parts === null ? '' : say({ list: list(parts.map(name)) }));
  const purposeName = (purpose: string): string => {
    if (purpose === 'reading') return t('privacyLabel.reading');
    const isFunction = FUNCTIONS.some((fn) => fn === purpose);
    return isFunction
      ? t(`function.${purpose}` as 'function.sales')
      : t(`privacy.purpose.${purpose}.title` as 'privacy.purpose.mining.title');
  };
  const days = ({ from, until }: DaysJson): string => {
    if (until === null) return t('privacyLabel.policyDaysFrom', { from });
    return from === 0
      ? t('privacyLabel.policyDaysUntil', { until })
      : t('privacyLabel.policyDaysBetween', { from, until });
  };
  return (policy) => {
    const said = [
      policy.actions === null
        ? t('privacyLabel.policyAny')
        : list(policy.actions.map((one) => t(`privacyLabel.action.${one}` as 'privacyLabel.action.see'))),
      t('privacyLabel.policyRuledOut'),
      named(policy.purposes, (words) => t('privacyLabel.policyFor', words), purposeName),
      named(
        policy.capacities,
        (words) => t('privacyLabel.policyBy', words),
        (one) => t(`privacyLabel.capacity.${one}` as 'privacyLabel.capacity.person'),
      ),
      named(
        policy.object_kinds,
        (words) => t('privacyLabel.policyOver', words),
        (one) => t(`privacyLabel.thing.${one}` as 'privacyLabel.thing.post'),
      ),
      named(
        policy.attributes,
        (words) => t('privacyLabel.policyOf', words),
        (one) => t(`attribute.kind.${one}` as 'attribute.kind.phone'),
      ),
      named(
        policy.conversations,
        ({ list: where }) => where,
        (one) => t(`privacyLabel.origin.${one}` as 'privacyLabel.origin.none'),
      ),
      named(
        policy.labels,
        ({ list: label }) => t('privacyLabel.policyFrom', { label }),
        (one) => t(`labels.${one}` as 'labels.internal'),
      ),
      named(
        policy.bases,
        (words) => t('privacyLabel.policyOn', words),
        (one) => t(`privacyLabel.basis.${one}` as 'privacyLabel.basis.consent'),
      ),
      policy.hours === null
        ? ''
        : t('privacyLabel.policyAt', {
            list: list(policy.hours.map(([from, until]) => t('privacyLabel.policyHours', { from, until }))),
          }),
      policy.age_days === null ? '' : t('privacyLabel.policyAge', { days: days(policy.age_days) }),
      policy.retention_days === null
        ? ''
        : t('privacyLabel.policyKept', { days: days(policy.retention_days) }),
      policy.has_exceptions ? t('privacyLabel.policyExcept') : '',
    ];
    const ruled = said.filter((part) => part !== '').join(' ');
    const { clause } = policy;
    const sentence = clause === null ? ruled : t('privacyLabel.policyClause', { clause, sentence: ruled });
    return policy.organisation === null
      ? sentence
      : t('privacyLabel.policyOwn', { name: faceOf(policy.organisation).display_name, sentence });
  };
}
