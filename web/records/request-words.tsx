import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataRequest } from '../api/records.ts';
import { useRecordWords } from './use-record-words.ts';

/** A request with its clock, its words, and what became of it. */
export function RequestWords({ request, to }: { request: DataRequest; to: string }): ReactNode {
  const { t } = useTranslation();
  const words = useRecordWords();
  return (
    <div className="record-request">
      <h2>{words.request(request.kind)}</h2>
      <p className="record-soft">
        {to} · {t('dataRequests.asked', { at: words.day(request.asked_at) })} ·{' '}
        <strong className={request.overdue ? 'record-late' : undefined}>
          {request.status === 'open'
            ? t(request.overdue ? 'dataRequests.overdue' : 'dataRequests.due', {
                due: words.day(request.due_at),
              })
            : t(`dataRequests.status.${request.status}`)}
        </strong>
      </p>
      {request.words === '' ? null : <blockquote>{request.words}</blockquote>}
      {request.steps.length === 0 ? null : (
        <ol>
          {request.steps.map((step) => (
            <li key={`${step.kind} ${step.at}`}>
              <strong>{t(`dataRequests.step.${step.kind}` as 'dataRequests.step.taken')}</strong>,{' '}
              {words.day(step.at)}
              {step.words === '' ? null : <p className="record-words">{step.words}</p>}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
