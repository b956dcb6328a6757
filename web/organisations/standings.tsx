import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components/Switch';
import { useTranslation } from 'react-i18next';
import { type OrganisationProfile, setStanding } from '../api/organisations.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { useAction } from '../ui/use-action.ts';
import { elsewhereQuery, houseKey } from './queries.ts';

/** Whether it hosts this network, for administrators; and whether it is told where else it is, for its keepers. */
export function Standings({
  profile,
  isKeeper,
}: {
  profile: OrganisationProfile;
  isKeeper: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { client, persona } = useSpeaking();
  const { act, isBusy } = useAction();
  const { id } = profile.account;
  const { data: elsewhere } = useQuery({ ...elsewhereQuery(client, id), enabled: isKeeper });
  const touches = [houseKey(client, id)];
  const network = persona.network.title;
  return (
    <section className="padded" aria-labelledby="standings-heading">
      <h2 id="standings-heading" className="section-heading section-heading-flush">
        {t('house.standings')}
      </h2>
      {persona.administrator ? (
        <Standing
          says={t('house.isHost', { network })}
          hint={t('house.isHostText')}
          is={profile.host}
          isBusy={isBusy}
          onChange={(is) => act(() => setStanding(client, id, 'host', is), { touches })}
        />
      ) : null}
      {elsewhere === undefined ? null : (
        <Standing
          says={t('house.tellElsewhere')}
          hint={t('house.tellElsewhereText')}
          is={elsewhere.told}
          isBusy={isBusy}
          onChange={(is) => act(() => setStanding(client, id, 'elsewhere', is), { touches })}
        />
      )}
      {profile.elsewhere.length === 0 ? null : (
        <ul className="house-list">
          {profile.elsewhere.map((one) => (
            <li key={`${one.network.slug} ${one.handle}`}>
              {t('house.elsewhere', { name: one.display_name, network: one.network.title })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Standing({
  says,
  hint,
  is,
  isBusy,
  onChange,
}: {
  says: string;
  hint: string;
  is: boolean;
  isBusy: boolean;
  onChange: (is: boolean) => void;
}): ReactNode {
  return (
    <>
      <Switch className="switch" isSelected={is} isDisabled={isBusy} onChange={onChange}>
        <span className="switch-track" aria-hidden="true" />
        <span>{says}</span>
      </Switch>
      <p className="house-soft">{hint}</p>
    </>
  );
}
