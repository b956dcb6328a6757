import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetworkKind } from '../api/policies.ts';
import { Page } from '../ui/page.tsx';
import { Pick } from '../ui/pick.tsx';
import { PolicyEditor } from './editor.tsx';

const KINDS = ['employee', 'partner', 'customer', 'open'] as const satisfies readonly NetworkKind[];

/** A policy to play with: nothing of it is kept, and nothing of it is in force. */
export function TryPolicyScreen(): ReactNode {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [kind, setKind] = useState<NetworkKind>('employee');
  return (
    <Page title={t('policyEditor.title')} intro={t('policyEditor.intro')}>
      <div className="policy-try">
        <Pick
          label={t('policyEditor.kind')}
          value={kind}
          onChange={setKind}
          options={KINDS.map((one) => ({ value: one, title: t(`policyEditor.words.Network.${one}`) }))}
        />
        <PolicyEditor text={text} onChange={setText} kind={kind} scope="organisation" />
      </div>
    </Page>
  );
}
