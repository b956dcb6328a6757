import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { explainTo, type OwnThing } from '../api/privacy.ts';
import type { Account } from '../api/types.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Avatar, faceOf } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';

const signs = { allowed: 'check', denied: 'close', depends: 'hourglass' } as const;

/** Whether somebody may see a thing, and every gate that it went through. */
export function WhyOrWhyNot({
  thing,
  account,
  at,
}: {
  thing: OwnThing;
  account: Account;
  /** Null is now. */
  at: string | null;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data, error, refetch } = useQuery({
    queryKey: [client.persona, 'explain', thing, account.id, at],
    queryFn: () => explainTo(client, thing, account.id, at),
    staleTime: 0,
  });
  if (error !== null) return <Failed error={error} retry={() => refetch()} />;
  if (data === undefined) return <Skeleton rows={1} />;
  const face = faceOf(account);
  return (
    <div className={`verdict verdict-${data.verdict}`} role="status">
      <p className="verdict-head">
        <Avatar face={face} size="small" />
        <strong>{face.display_name}</strong>
        <span className="verdict-word">
          <Icon name={signs[data.verdict]} />
          {t(at === null ? `explain.verdict.${data.verdict}` : `explain.verdictThen.${data.verdict}`)}
        </span>
      </p>
      <p className="verdict-text">{data.text}</p>
      {data.steps.length === 0 ? null : (
        <ol className="verdict-steps">
          {data.steps.map((step) => (
            <li key={step.gate} className={step.passed ? 'step step-passed' : 'step'}>
              <Icon name={step.passed ? 'check' : 'close'} />
              <span>
                <span className="visually-hidden">
                  {t(step.passed ? 'explain.passed' : 'explain.stopped')}:{' '}
                </span>
                {step.text}
                {step.gate === 'policy' && data.policy !== undefined ? ` ${data.policy.text}` : null}
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
