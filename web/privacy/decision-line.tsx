import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Decided, type Decision, undoDecision } from '../api/decisions.ts';
import { AudienceWords } from '../audience/audience-words.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Ago } from '../ui/time.tsx';
import { useAction } from '../ui/use-action.ts';

/** What a decision carried forward, gave and ended, and how to undo it. */
export function DecisionLine({ decision }: { decision: Decision }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const [asking, setAsking] = useState(false);
  const title = t(`decisions.kind.${decision.kind}` as 'decisions.kind.presence');
  return (
    <>
      <div className="rule-words">
        <strong>{title}</strong> · <Ago at={decision.at} />
        {decision.kind === 'undone' ? null : (
          <Lines decided={decision.renewed} sign="=" label={t('decisions.renewed')} />
        )}
        <Lines decided={decision.given} sign="+" label={t('decisions.given')} />
        <Lines decided={decision.ended} sign="−" label={t('decisions.ended')} />
      </div>
      {decision.undone_at === null ? (
        <Button size="small" onPress={() => setAsking(true)} isPending={isBusy}>
          {t('decisions.undo')}
          <span className="visually-hidden"> {title}</span>
        </Button>
      ) : (
        <span className="control-now">{t('decisions.undone')}</span>
      )}
      <Confirm
        isOpen={asking}
        title={t('decisions.undoTitle')}
        action={t('decisions.undo')}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          act(() => undoDecision(client, decision.id), {
            says: t('decisions.undoneNow'),
            touches: [[client.persona]],
          })
        }
      >
        {t(undoText(decision))}
      </Confirm>
    </>
  );
}

function undoText({ kind, ended, given, renewed }: Decision) {
  if (kind === 'lockdown-begun') return 'decisions.undoTextLockdown';
  if (kind === 'lockdown-ended') return 'decisions.undoTextLockdownEnded';
  if (renewed.count > 0 && ended.count + given.count === 0) return 'decisions.undoTextRenewed';
  return ended.count > 0 ? 'decisions.undoTextWider' : 'decisions.undoText';
}

function Lines({ decided, sign, label }: { decided: Decided; sign: string; label: string }): ReactNode {
  const { t } = useTranslation();
  if (decided.count === 0) return null;
  return (
    <>
      {decided.first.map((grant) => (
        <small key={`${grant.object.id} ${grant.purpose} ${grant.audience_text}`}>
          <span aria-hidden="true">{sign} </span>
          <span className="visually-hidden">{label} </span>
          {grant.object.text}: <AudienceWords audience={grant.audience} />
          {grant.purpose === 'reading'
            ? null
            : ` · ${t(`grants.purpose.${grant.purpose}` as 'grants.purpose.reading')}`}
        </small>
      ))}
      {decided.count > decided.first.length ? (
        <small>{t('decisions.more', { count: decided.count - decided.first.length })}</small>
      ) : null}
    </>
  );
}
