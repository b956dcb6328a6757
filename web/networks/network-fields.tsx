import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LABELS, type Label } from '../api/resources.ts';
import type { NetworkKind, NetworkRules } from '../api/types.ts';
import { Choices } from '../ui/choices.tsx';
import { Field } from '../ui/field.tsx';
import { Pick } from '../ui/pick.tsx';

export interface NetworkDraft {
  title: string;
  slug: string;
  description: string;
  kind: NetworkKind;
  join: NetworkRules['join'];
  domains: string;
  naming: NetworkRules['naming'];
  /** The most harmful label that it admits; empty is what fits its kind. */
  highest: Label | '';
}

export const emptyNetwork: NetworkDraft = {
  title: '',
  slug: '',
  description: '',
  kind: 'employee',
  join: 'open',
  domains: '',
  naming: 'any',
  highest: '',
};

const kinds: readonly NetworkKind[] = ['employee', 'partner', 'customer', 'open'];
const joins: readonly NetworkRules['join'][] = ['open', 'approval', 'invited', 'domain'];
const namings: readonly NetworkRules['naming'][] = ['any', 'legal'];

/** Stands in the list for what fits the kind. */
const USUAL = 'usual';

/** A short name made of a title, such as `acme-staff` of "Acme Staff". */
export const slugOf = (title: string): string =>
  title
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 30);

/** The highest label as the API takes it. */
export const highestLabelOf = ({ highest }: NetworkDraft): { highest_label?: Label } =>
  highest === '' ? {} : { highest_label: highest };

/** The rules as the API takes them. */
export const rulesOf = (draft: NetworkDraft): Partial<NetworkRules> => ({
  join: draft.join,
  naming: draft.naming,
  ...(draft.join === 'domain' ? { domains: draft.domains.split(/[\s,]+/).filter((one) => one !== '') } : {}),
});

/** What a network is called, whom it is for and how one joins it. */
export function NetworkFields({
  draft,
  onChange,
}: {
  draft: NetworkDraft;
  onChange: (draft: NetworkDraft) => void;
}): ReactNode {
  const { t } = useTranslation();
  const follows = draft.slug === slugOf(draft.title);
  return (
    <>
      <Field
        label={t('network.title')}
        name="network.title"
        value={draft.title}
        onChange={(title) => onChange({ ...draft, title, ...(follows ? { slug: slugOf(title) } : {}) })}
        hint={t('network.titleHint')}
        isRequired
      />
      <Field
        label={t('network.slug')}
        name="network.slug"
        value={draft.slug}
        onChange={(slug) => onChange({ ...draft, slug })}
        hint={t('network.slugHint')}
        isRequired
      />
      <Field
        label={t('network.description')}
        name="network.description"
        value={draft.description}
        onChange={(description) => onChange({ ...draft, description })}
        lines={2}
      />
      <Choices
        label={t('network.kind')}
        value={draft.kind}
        onChange={(kind) => onChange({ ...draft, kind })}
        choices={kinds.map((value) => ({
          value,
          title: t(`network.kinds.${value}.title`),
          text: t(`network.kinds.${value}.text`),
        }))}
      />
      <Choices
        label={t('network.join')}
        value={draft.join}
        onChange={(join) => onChange({ ...draft, join })}
        choices={joins.map((value) => ({
          value,
          title: t(`network.joins.${value}.title`),
          text: t(`network.joins.${value}.text`),
        }))}
      />
      {draft.join === 'domain' ? (
        <Field
          label={t('network.domains')}
          name="rules.domains"
          value={draft.domains}
          onChange={(domains) => onChange({ ...draft, domains })}
          hint={t('network.domainsHint')}
          isRequired
        />
      ) : null}
      <Choices
        label={t('network.naming')}
        value={draft.naming}
        onChange={(naming) => onChange({ ...draft, naming })}
        choices={namings.map((value) => ({ value, title: t(`network.namings.${value}`) }))}
        inline
      />
      <Pick
        label={t('network.highest')}
        options={[
          { value: USUAL, title: t('network.highestUsual') },
          ...LABELS.map((value) => ({ value, title: t(`files.labels.${value}`) })),
        ]}
        value={draft.highest || USUAL}
        onChange={(highest) => onChange({ ...draft, highest: highest === USUAL ? '' : highest })}
      />
    </>
  );
}
