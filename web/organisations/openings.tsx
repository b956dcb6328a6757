import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerHouse, endHouseGrant, openTo } from '../api/organisations.ts';
import type { Grant } from '../api/types.ts';
import { AudiencePicker } from '../audience/audience-picker.tsx';
import { draftOf, toJson } from '../audience/draft.ts';
import { fullDate } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { useAction } from '../ui/use-action.ts';
import { houseCheckUpQuery, houseGrantsQuery, houseKey } from './queries.ts';

type Opened = 'staff' | 'ties';
const parts: readonly Opened[] = ['staff', 'ties'];

/** What is open to whom of what is the organisation's own, and what is to be looked at again. */
export function Openings({ house }: { house: string }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const [opening, setOpening] = useState<Opened | null>(null);
  const { data: grants = [] } = useQuery(houseGrantsQuery(client, house));
  const { data: checkUp } = useQuery(houseCheckUpQuery(client, house));
  const touches = [houseKey(client, house)];
  return (
    <section className="padded" aria-labelledby="openings-heading">
      <h2 id="openings-heading" className="section-heading section-heading-flush">
        {t('house.openings')}
      </h2>
      {parts.map((part) => (
        <div key={part}>
          <div className="house-line">
            <h3>{t(`house.open.${part}`)}</h3>
            <Button size="small" onPress={() => setOpening(part)}>
              {t('house.openTo')}
              <span className="visually-hidden"> {t(`house.open.${part}`)}</span>
            </Button>
          </div>
          <ul className="house-list">
            {grants
              .filter(({ object }) => object.kind === part)
              .map((grant) => (
                <li key={grant.id}>
                  <OneGrant
                    grant={grant}
                    onEnd={() => act(() => endHouseGrant(client, house, grant.id), { touches })}
                  />
                </li>
              ))}
          </ul>
          {grants.some(({ object }) => object.kind === part) ? null : (
            <p className="house-soft">{t('house.sealed')}</p>
          )}
        </div>
      ))}
      {checkUp === undefined || checkUp.due.length === 0 ? null : (
        <>
          <h3>{t('house.due')}</h3>
          <ul className="house-list">
            {checkUp.due.map(({ row, things, audience_text }) => (
              <li key={row}>
                <div className="house-line">
                  <p>
                    {things.map(({ text }) => text).join(', ')} · {audience_text}
                  </p>
                  <div className="house-deeds">
                    {(['renew', 'withdraw'] as const).map((answer) => (
                      <Button
                        key={answer}
                        size="small"
                        onPress={() =>
                          act(() => answerHouse(client, house, { [answer]: [row] }), { touches })
                        }
                      >
                        {t(`house.${answer}`)}
                        <span className="visually-hidden"> {audience_text}</span>
                      </Button>
                    ))}
                  </div>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      {opening === null ? null : <Open house={house} part={opening} onClose={() => setOpening(null)} />}
    </section>
  );
}

function OneGrant({ grant, onEnd }: { grant: Grant; onEnd: () => void }): ReactNode {
  const { t, i18n } = useTranslation();
  return (
    <div className="house-line">
      <p>
        {grant.audience_text}
        {grant.review_by === null ? null : (
          <span className="house-soft">
            {' · '}
            {t('house.reviewBy', { date: fullDate(new Date(grant.review_by), i18n.language) })}
          </span>
        )}
      </p>
      <Button size="small" onPress={onEnd}>
        {t('house.close')}
        <span className="visually-hidden"> {grant.audience_text}</span>
      </Button>
    </div>
  );
}

function Open({ house, part, onClose }: { house: string; part: Opened; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const [draft, setDraft] = useState(() => draftOf());
  const save = async () => {
    const done = await act(() => openTo(client, house, part, toJson(draft)), {
      touches: [houseKey(client, house)],
    });
    if (done) onClose();
  };
  return (
    <Sheet
      title={t(`house.open.${part}`)}
      isOpen
      onClose={onClose}
      footer={
        <Button look="primary" onPress={save} isPending={isBusy}>
          {t('action.save')}
        </Button>
      }
    >
      <AudiencePicker draft={draft} onChange={setDraft} />
    </Sheet>
  );
}
