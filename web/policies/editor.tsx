import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { useTranslation } from 'react-i18next';
import {
  checkPolicy,
  type NetworkKind,
  type PolicyScope,
  readLibrary,
  readTemplates,
} from '../api/policies.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { PolicyForm } from './policy-form.tsx';
import { PolicyText } from './policy-text.tsx';
import './policies.css';

/** Writes a text of policies, by sentences or as Cedar: both are the same text. It keeps nothing itself. */
export function PolicyEditor({
  text,
  onChange,
  kind,
  scope,
}: {
  text: string;
  onChange: (text: string) => void;
  kind: NetworkKind;
  scope: PolicyScope;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { persona } = client;
  const {
    data: known,
    error,
    refetch,
  } = useQuery({
    queryKey: [persona, 'policy-templates'],
    queryFn: () => readTemplates(client),
  });
  const { data: library } = useQuery({
    queryKey: [persona, 'policy-library'],
    queryFn: () => readLibrary(client),
  });
  const check = useQuery({
    queryKey: [persona, 'policy-check', text, kind, scope],
    queryFn: () => checkPolicy(client, { text, kind, scope }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const failure = error ?? check.error;
  const start = library?.find((point) => point.kind === kind);
  return (
    <div className="policy-editor">
      {failure === null ? null : (
        <Failed error={failure} retry={() => Promise.all([refetch(), check.refetch()])} />
      )}
      <Tabs>
        <TabList className="policy-tabs" aria-label={t('policyEditor.ways')}>
          <Tab id="form" className="policy-tab">
            {t('policyEditor.form')}
          </Tab>
          <Tab id="text" className="policy-tab">
            {t('policyEditor.text')}
          </Tab>
        </TabList>
        <TabPanel id="form">
          {known === undefined || check.data === undefined ? (
            <Skeleton />
          ) : (
            <PolicyForm checked={check.data} known={known} start={start} onChange={onChange} />
          )}
        </TabPanel>
        <TabPanel id="text">
          <PolicyText text={text} checked={check.data} onChange={onChange} />
        </TabPanel>
      </Tabs>
    </div>
  );
}
