import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type OwnOffer, openOffer } from '../api/offers.ts';
import { withdrawGrant } from '../api/privacy.ts';
import type { UsedGrant } from '../api/uses.ts';
import { fullDate } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { useAction } from '../ui/use-action.ts';
import { touchedByOffers } from './queries.ts';

/** Why one sees an offer: what of one's own it goes by, what for, and which permissions let it, each to be ended by one press. */
export function WhySheet({ offer, onClose }: { offer: OwnOffer; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { why, organisation, id } = offer;
  // Whoever looks more closely has opened it.
  useEffect(() => void openOffer(client, id).catch(() => undefined), [client, id]);
  return (
    <Sheet title={t('offers.why')} isOpen onClose={onClose}>
      <p>
        {t('offers.whyText', {
          organisation: organisation.display_name,
          function: t(`function.${offer.function}` as 'function.sales'),
          purpose: t(`grants.purpose.${why.purpose}` as 'grants.purpose.reading').toLocaleLowerCase(),
        })}
      </p>
      <ul className="offer-why">
        {why.shown
          .toSorted((one, other) => other.meets.localeCompare(one.meets))
          .map(({ kind, value, meets }) => (
            <li key={`${kind} ${value}`}>
              {t(meets === 'age' ? 'offers.shownAge' : 'offers.shown', {
                kind: t(`attribute.kind.${kind}` as 'attribute.kind.name').toLocaleLowerCase(),
                value,
              })}
            </li>
          ))}
      </ul>
      <p>{t('offers.notTold', { organisation: organisation.display_name })}</p>
      <p>{t('offers.often', { count: why.most_times, days: why.within_days })}</p>
      <h3>{t('offers.letBy')}</h3>
      <p>{t('offers.letByText')}</p>
      <ul className="offer-grants">
        {[...why.grants, ...why.grants_to_see].map((grant) => (
          <li key={grant.id}>
            <Permission grant={grant} purpose={why.purpose} onEnded={onClose} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function Permission({
  grant,
  purpose,
  onEnded,
}: {
  grant: UsedGrant;
  purpose: string;
  onEnded: () => void;
}): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const permission = t(grant.object.kind === 'attributes' ? 'offers.permissionUse' : 'offers.permissionSee', {
    what: grant.object.text,
    audience: grant.audience_text,
    purpose: t(`grants.purpose.${purpose}` as 'grants.purpose.reading').toLocaleLowerCase(),
    since: fullDate(new Date(grant.from), i18n.language),
  });
  // Who may is named first, as people are within a sentence.
  const says = permission.charAt(0).toLocaleUpperCase(i18n.language) + permission.slice(1);
  const end = async (): Promise<void> => {
    const touches = [...touchedByOffers(client), [client.persona, 'attributes']];
    if (await act(() => withdrawGrant(client, grant.id), { touches, says: t('offers.ended') })) onEnded();
  };
  return (
    <>
      <span>{says}</span>
      <Button size="small" isPending={isBusy} onPress={end}>
        {t('offers.end')}
        <span className="visually-hidden"> {says}</span>
      </Button>
    </>
  );
}
