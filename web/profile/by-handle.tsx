import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { lookUpAccount } from '../api/people.ts';
import { Lost } from '../app/lost.tsx';
import { ElsewhereGate } from '../personas/elsewhere-gate.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Skeleton } from '../ui/states.tsx';

/** The address that an account is known under: leads to its profile, seen as a persona of that network. */
export function ByHandleScreen(): ReactNode {
  const { network, handle } = useParams({ from: '/app/n/$network/@{$handle}' });
  return (
    <ElsewhereGate network={network}>
      <ByHandle handle={handle} />
    </ElsewhereGate>
  );
}

function ByHandle({ handle }: { handle: string }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data, error } = useQuery({
    queryKey: [client.persona, 'lookup', handle],
    queryFn: () => lookUpAccount(client, handle),
  });
  if (error !== null) return <Lost title={t('profile.title')} />;
  if (data === undefined) return <Skeleton />;
  return <Navigate to="/people/$id" params={{ id: data.id }} replace />;
}
