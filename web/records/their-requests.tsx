import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assignRequest, type DataRequest, stepRequest } from '../api/records.ts';
import { useSeatName } from '../organisations/use-seat-name.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { Pick } from '../ui/pick.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { keptSeatsQuery, requestsToQuery } from './queries.ts';
import { RequestWords } from './request-words.tsx';
import './records.css';

/** Requests to an organisation, or to whoever runs the network, for who answers them; what is due first stands first. */
export function TheirRequestsScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { id } = useParams({ from: '/app/records/$id/requests' });
  const { data, error, refetch } = useQuery(requestsToQuery(client, id));
  const requests = data?.toSorted(
    (a, b) => Number(b.status === 'open') - Number(a.status === 'open') || a.due_at.localeCompare(b.due_at),
  );
  return (
    <Page
      title={t('dataRequests.theirs.title')}
      intro={t('dataRequests.theirs.intro')}
      tools={<Link to="/records">{t('records.all')}</Link>}
    >
      <div className="records">
        {error === null ? null : <Failed error={error} retry={() => refetch()} />}
        {requests === undefined && error === null ? <Skeleton /> : null}
        {requests?.length === 0 ? (
          <Empty icon="letter" title={t('dataRequests.theirs.none')}>
            {t('dataRequests.theirs.noneText')}
          </Empty>
        ) : null}
        <ul className="record-list">
          {requests?.map((request) => (
            <li key={request.id}>
              <RequestWords
                request={request}
                to={t('dataRequests.theirs.by', {
                  name: request.member?.display_name ?? '',
                  handle: request.member?.username ?? '',
                })}
              />
              <Assigned recipient={id} request={request} />
              {request.status === 'open' ? <Answer recipient={id} request={request} /> : null}
            </li>
          ))}
        </ul>
      </div>
    </Page>
  );
}

/** Which seat it is with; of those to whoever runs the network, nobody's in particular. */
function Assigned({ recipient, request }: { recipient: string; request: DataRequest }): ReactNode {
  const { t } = useTranslation();
  const { client, persona } = useSpeaking();
  const { act } = useAction();
  const seatName = useSeatName();
  const isOpen = request.status === 'open' && recipient !== persona.network.id;
  const { data: seats } = useQuery({ ...keptSeatsQuery(client, recipient), enabled: isOpen });
  const answering =
    seats?.filter(
      ({ kind, name, until }) =>
        kind === 'discipline' && until === null && (name === 'legal' || name === 'compliance'),
    ) ?? [];
  if (!isOpen || answering.length === 0) return null;
  return (
    <div className="record-deeds">
      <Pick
        label={t('dataRequests.theirs.assigned')}
        value={request.assigned?.id ?? 'nobody'}
        onChange={(seat) =>
          act(() => assignRequest(client, recipient, request.id, seat === 'nobody' ? null : seat), {
            says: t('dataRequests.theirs.assignedNow'),
            touches: [requestsToQuery(client, recipient).queryKey],
          })
        }
        options={[
          { value: 'nobody', title: t('dataRequests.theirs.unassigned') },
          ...answering.map((seat) => ({ value: seat.id, title: seatName(seat) })),
        ]}
      />
    </div>
  );
}

function Answer({ recipient, request }: { recipient: string; request: DataRequest }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const [text, setText] = useState('');
  const done = (kind: string) => request.steps.some((step) => step.kind === kind);
  const step = (kind: 'taken' | 'extended' | 'answered' | 'refused') => async () => {
    const isDone = await act(() => stepRequest(client, recipient, request.id, { kind, words: text }), {
      says: t(`dataRequests.step.${kind}`),
      touches: [requestsToQuery(client, recipient).queryKey],
    });
    if (isDone) setText('');
  };
  return (
    <div className="record-answer">
      <Field
        label={t('dataRequests.theirs.words')}
        hint={t('dataRequests.theirs.wordsHint')}
        value={text}
        onChange={setText}
        lines={3}
      />
      <div className="record-deeds">
        <Button look="primary" size="small" isPending={isBusy} onPress={step('answered')}>
          {t('dataRequests.theirs.answer')}
        </Button>
        <Button size="small" isPending={isBusy} onPress={step('refused')}>
          {t('dataRequests.theirs.refuse')}
        </Button>
        {done('extended') || request.overdue ? null : (
          <Button size="small" isPending={isBusy} onPress={step('extended')}>
            {t('dataRequests.theirs.extend')}
          </Button>
        )}
        {done('taken') ? null : (
          <Button size="small" look="quiet" isPending={isBusy} onPress={step('taken')}>
            {t('dataRequests.theirs.take')}
          </Button>
        )}
      </div>
    </div>
  );
}
