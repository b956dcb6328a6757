import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { House, MatterLine } from '../api/sign-off.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Pick } from '../ui/pick.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { Ago } from '../ui/time.tsx';
import { DraftSheet } from './draft-sheet.tsx';
import { housesQuery, mattersQuery } from './queries.ts';
import './sign-off.css';
import { useWords } from './use-words.ts';

const STATES = ['in-review', 'signed', 'draft', 'in-force', 'retired'] as const;

/** What an organisation signs off, by how far it is; for those who have a seat in it. */
export function SignOffScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: houses, error, refetch } = useQuery(housesQuery(client));
  const [chosen, choose] = useState<string | null>(null);
  const [isDrafting, setDrafting] = useState(false);
  const house = houses?.find(({ organisation }) => organisation.id === chosen) ?? houses?.[0];
  return (
    <Page
      title={t('signOff.title')}
      intro={t('signOff.intro')}
      tools={
        house === undefined ? undefined : (
          <>
            <Link to="/sign-off/$organisation/rules" params={{ organisation: house.organisation.id }}>
              {t('signOff.rules.title')}
            </Link>
            <Button icon="plus" look="primary" onPress={() => setDrafting(true)}>
              {t('signOff.draft')}
            </Button>
          </>
        )
      }
    >
      <div className="sign-off">
        {error ? <Failed error={error} retry={refetch} /> : null}
        {houses === undefined && !error ? <Skeleton /> : null}
        {houses?.length === 0 ? (
          <Empty icon="briefcase" title={t('signOff.noSeat')}>
            {t('signOff.noSeatText')}
          </Empty>
        ) : null}
        {house === undefined ? null : <Choose houses={houses ?? []} house={house} onChoose={choose} />}
        {house === undefined ? null : <Matters organisation={house.organisation.id} />}
      </div>
      {house === undefined || !isDrafting ? null : (
        <DraftSheet organisation={house.organisation.id} onClose={() => setDrafting(false)} />
      )}
    </Page>
  );
}

/** Only where there is more than one. */
function Choose({
  houses,
  house,
  onChoose,
}: {
  houses: readonly House[];
  house: House;
  onChoose: (id: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const title = ({ organisation }: House) => faceOf(organisation).display_name;
  if (houses.length === 1) return <p className="matter-note">{t('signOff.of', { who: title(house) })}</p>;
  return (
    <Pick
      label={t('signOff.organisation')}
      options={houses.map((one) => ({ value: one.organisation.id, title: title(one) }))}
      value={house.organisation.id}
      onChange={onChoose}
    />
  );
}

function Matters({ organisation }: { organisation: string }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data, error, refetch } = useQuery(mattersQuery(client, organisation));
  if (error) return <Failed error={error} retry={refetch} />;
  if (data === undefined) return <Skeleton />;
  if (data.length === 0) {
    return (
      <Empty icon="pen" title={t('signOff.none')}>
        {t('signOff.noneText')}
      </Empty>
    );
  }
  return STATES.map((state) => {
    const those = data.filter((one) => one.state === state);
    if (those.length === 0) return null;
    return (
      <section key={state} aria-labelledby={`matters-${state}`}>
        <h2 id={`matters-${state}`}>{t(`signOff.state.${state}`)}</h2>
        <ol className="matters">
          {those.map((matter) => (
            <li key={matter.id} className={`matter-card matter-${state}`}>
              <Line organisation={organisation} matter={matter} />
            </li>
          ))}
        </ol>
      </section>
    );
  });
}

function Line({ organisation, matter }: { organisation: string; matter: MatterLine }): ReactNode {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <>
      <h3>
        <Link to="/sign-off/$organisation/$matter" params={{ organisation, matter: matter.id }}>
          {matter.title}
        </Link>
      </h3>
      <p className="matter-note">
        {t(`signOff.kind.${matter.kind}` as 'signOff.kind.policy')} ·{' '}
        {t('signOff.version', { n: matter.version })} · <Ago at={matter.changed_at} />
      </p>
      {matter.retires && matter.state !== 'retired' ? <p>{t('signOff.toRetire')}</p> : null}
      {matter.state === 'in-review' && matter.missing.length > 0 ? (
        <p>{t('signOff.missing', { list: words.list(matter.missing) })}</p>
      ) : null}
      {matter.emergency === null ? null : <p className="matter-warn">{t('signOff.emergencyNow')}</p>}
      {matter.in_force !== null && matter.state !== 'in-force' ? (
        <p>{t('signOff.alsoInForce', { n: matter.in_force.version })}</p>
      ) : null}
    </>
  );
}
