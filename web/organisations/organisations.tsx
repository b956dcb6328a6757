import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components/Switch';
import { useTranslation } from 'react-i18next';
import type { HouseSeat, Seat } from '../api/controls.ts';
import { leaveSeat, showInSeat } from '../api/organisations.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { seatsQuery } from '../profile/queries.ts';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Person } from '../ui/person.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { useActing } from './acting-context.tsx';
import { useSeatName } from './use-seat-name.ts';
import './organisations.css';

/** The organisations in which one has a part: one's seats, and the houses that one keeps. */
export function OrganisationsScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: houses, error, refetch } = useQuery(seatsQuery(client));
  return (
    <Page title={t('nav.organisations')} intro={t('seats.intro')}>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {houses === undefined && error === null ? <Skeleton rows={2} /> : null}
      {houses?.length === 0 ? (
        <Empty icon="briefcase" title={t('seats.none')}>
          {t('seats.noneText')}
        </Empty>
      ) : null}
      {houses?.map((house) => (
        <OneHouse key={house.organisation.id} house={house} />
      ))}
    </Page>
  );
}

function OneHouse({ house }: { house: Seat }): ReactNode {
  const { t } = useTranslation();
  const { organisation, keeper, seats } = house;
  return (
    <section className="padded" aria-label={organisation.display_name}>
      <Person account={organisation}>
        {keeper ? (
          <Link
            to="/organisations/$id"
            params={{ id: organisation.id }}
            className="button button-plain button-small"
          >
            {t('house.keep')}
            <span className="visually-hidden"> {organisation.display_name}</span>
          </Link>
        ) : null}
      </Person>
      <HouseWork house={house} />
      <ul className="house-list">
        {seats.map((seat) => (
          <li key={seat.id}>
            <OwnSeat seat={seat} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where the work of one's seats is done. */
function HouseWork({ house }: { house: Seat }): ReactNode {
  const { t } = useTranslation();
  const { organisation, seats } = house;
  const isExpert = seats.some(({ kind }) => kind === 'discipline');
  if (seats.length === 0) return null;
  return (
    <nav className="house-work" aria-label={t('seats.work', { name: organisation.display_name })}>
      {seats.some(({ kind }) => kind === 'function') ? <Link to="/desk">{t('desk.title')}</Link> : null}
      <Link to="/sign-off">{t('signOff.title')}</Link>
      <Link to="/organisations/$id/insight" params={{ id: organisation.id }}>
        {t('insight.title')}
      </Link>
      <Link to="/organisations/$id/listening" params={{ id: organisation.id }}>
        {t('listening.title')}
      </Link>
      <Link to="/organisations/$id/audiences" params={{ id: organisation.id }}>
        {t('audiences.title')}
      </Link>
      <Link to="/organisations/$id/influence" params={{ id: organisation.id }}>
        {t('influence.title')}
      </Link>
      <Link to="/organisations/$id/offers" params={{ id: organisation.id }}>
        {t('offers.title')}
      </Link>
      {isExpert ? (
        <>
          <Link to="/organisations/$id/risks" params={{ id: organisation.id }}>
            {t('risk.title')}
          </Link>
          <Link to="/records/$id" params={{ id: organisation.id }}>
            {t('records.title')}
          </Link>
        </>
      ) : null}
    </nav>
  );
}

function OwnSeat({ seat }: { seat: HouseSeat }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const acting = useActing();
  const nameOf = useSeatName();
  const touches = [[client.persona, 'seats']];
  const mine = acting.seats.find(({ id }) => id === seat.id);
  const isActing = acting.seat?.id === seat.id;
  return (
    <>
      <div className="house-line">
        <p>
          <strong>{nameOf(seat)}</strong>
        </p>
        <div className="house-deeds">
          {mine === undefined ? null : (
            <Button size="small" onPress={() => acting.actIn(isActing ? null : mine)}>
              {t(isActing ? 'acting.leave' : 'acting.begin')}
              <span className="visually-hidden"> {nameOf(seat)}</span>
            </Button>
          )}
          <Button
            size="small"
            onPress={() => act(() => leaveSeat(client, seat.id), { touches, says: t('seats.left') })}
          >
            {t('seats.leave')}
            <span className="visually-hidden"> {nameOf(seat)}</span>
          </Button>
        </div>
      </div>
      {seat.kind === 'function' ? (
        <Switch
          className="switch"
          isSelected={seat.shows_person}
          onChange={(shows) => act(() => showInSeat(client, seat.id, shows), { touches })}
        >
          <span className="switch-track" aria-hidden="true" />
          <span>{t('seats.showMe')}</span>
        </Switch>
      ) : null}
    </>
  );
}
