import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DISCIPLINES, FUNCTIONS } from '../api/business.ts';
import type { HouseSeat } from '../api/controls.ts';
import { endSeat, type GivenSeat, giveSeat } from '../api/organisations.ts';
import { PersonSearch } from '../audience/person-search.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Person } from '../ui/person.tsx';
import { Pick } from '../ui/pick.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { houseKey, houseSeatsQuery } from './queries.ts';
import { useSeatName } from './use-seat-name.ts';

/** Who holds which seat, by function and discipline. */
export function HouseSeats({ house }: { house: string }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: seats, error, refetch } = useQuery(houseSeatsQuery(client, house));
  const of = (kind: HouseSeat['kind']) => (seats ?? []).filter((seat) => seat.kind === kind);
  return (
    <section className="padded" aria-labelledby="seats-heading">
      <h2 id="seats-heading" className="section-heading section-heading-flush">
        {t('house.seats')}
      </h2>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {seats === undefined && error === null ? <Skeleton rows={2} /> : null}
      {(['function', 'discipline'] as const).map((kind) => (
        <div key={kind}>
          <h3>{t(`house.${kind}`)}</h3>
          {of(kind).length === 0 ? <p className="house-soft">{t('house.noSeats')}</p> : null}
          <ul className="house-list">
            {of(kind).map((seat) => (
              <li key={seat.id}>
                <OneSeat house={house} seat={seat} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      <GiveSeat house={house} />
    </section>
  );
}

function OneSeat({ house, seat }: { house: string; seat: GivenSeat }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const nameOf = useSeatName();
  const shown = t(seat.shows_person ? 'house.showsPerson' : 'house.showsSeat');
  return (
    <Person account={seat.account} below={`${nameOf(seat)} · ${seat.kind === 'function' ? shown : ''}`}>
      <Button
        size="small"
        onPress={() =>
          act(() => endSeat(client, house, seat.id), {
            touches: [houseKey(client, house), [client.persona, 'seats']],
            says: t('house.ended'),
          })
        }
      >
        {t('house.end')}
        <span className="visually-hidden">
          {' '}
          {nameOf(seat)}, {seat.account.display_name}
        </span>
      </Button>
    </Person>
  );
}

function GiveSeat({ house }: { house: string }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const [chosen, setChosen] = useState('function support');
  const options = [
    ...FUNCTIONS.map((name) => ({ value: `function ${name}`, title: t(`function.${name}`) })),
    ...DISCIPLINES.map((name) => ({
      value: `discipline ${name}`,
      title: t('house.expertIn', { discipline: t(`discipline.${name}`) }),
    })),
  ];
  const give = (persona: string) => {
    const [kind, name = ''] = chosen.split(' ') as [HouseSeat['kind'], string];
    return act(() => giveSeat(client, house, { persona, kind, name }), {
      touches: [houseKey(client, house), [client.persona, 'seats']],
      says: t('house.given'),
    });
  };
  return (
    <div className="house-form">
      <h3>{t('house.give')}</h3>
      <Pick label={t('house.giveWhich')} options={options} value={chosen} onChange={setChosen} />
      <PersonSearch label={t('house.giveWhom')} onFound={({ id }) => give(id)} />
    </div>
  );
}
