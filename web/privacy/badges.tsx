import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BadgeOffer, takeBadge } from '../api/identity.ts';
import { sealAttribute } from '../api/privacy.ts';
import type { Attribute } from '../api/types.ts';
import { DiscloseAttribute } from '../attributes/disclose-attribute.tsx';
import { attributesQuery } from '../attributes/queries.ts';
import { AudienceWords } from '../audience/audience-words.tsx';
import { fullDate } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Confirmed } from '../ui/confirmed.tsx';
import { useAction } from '../ui/use-action.ts';
import { badgesQuery } from './queries.ts';
import '../attributes/attributes.css';

/** Where one works, confirmed by an address that nobody is shown. */
export function Badges(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: offers } = useQuery(badgesQuery(client));
  const { data: attributes = [] } = useQuery(attributesQuery(client));
  const worn = attributes.filter(({ kind, disclosure }) => kind === 'works-at' && disclosure !== null);
  const others = worn.filter(({ id }) => !offers?.some((offer) => offer.attribute_id === id));
  return (
    <section aria-labelledby="badges-heading">
      <h2 id="badges-heading">{t('privacy.identity.badges')}</h2>
      <p>{t('privacy.identity.badgesText')}</p>
      {offers?.length === 0 && others.length === 0 ? (
        <p className="control-now">{t('privacy.identity.noBadges')}</p>
      ) : null}
      <ul className="rule-list">
        {offers?.map((offer) => (
          <li key={offer.organisation.id} className="rule">
            <Offer offer={offer} attribute={attributes.find(({ id }) => id === offer.attribute_id)} />
          </li>
        ))}
        {others.map((attribute) => (
          <li key={attribute.id} className="rule">
            <Worn attribute={attribute} />
          </li>
        ))}
      </ul>
      <p>
        <Link to="/settings">{t('privacy.identity.confirmAddress')}</Link>
      </p>
    </section>
  );
}

function Offer({ offer, attribute }: { offer: BadgeOffer; attribute: Attribute | undefined }): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const [taken, setTaken] = useState<Attribute | null>(null);
  const name = offer.organisation.display_name;
  const touches = ['attributes', 'badges'].map((part) => [client.persona, part]);
  const show = () => act(async () => setTaken(await takeBadge(client, offer.organisation.id)), { touches });
  return (
    <>
      <Words name={name} attribute={attribute}>
        {t('privacy.identity.lastsUntil', { date: fullDate(new Date(offer.until), i18n.language) })}
      </Words>
      <Button size="small" onPress={show} isPending={isBusy}>
        {t(attribute?.disclosure ? 'attributes.change' : 'attributes.show')}
        <span className="visually-hidden"> {name}</span>
      </Button>
      {attribute?.disclosure ? <Withdraw attribute={attribute} /> : null}
      {taken === null ? null : <DiscloseAttribute attribute={taken} onClose={() => setTaken(null)} />}
    </>
  );
}

/** One that goes on until its end, though nothing new could be shown by it. */
function Worn({ attribute }: { attribute: Attribute }): ReactNode {
  const { t, i18n } = useTranslation();
  const until = attribute.disclosure?.until;
  return (
    <>
      <Words name={attribute.value ?? ''} attribute={attribute}>
        {until ? t('privacy.identity.lastsUntil', { date: fullDate(new Date(until), i18n.language) }) : null}
      </Words>
      <Withdraw attribute={attribute} />
    </>
  );
}

function Words({
  name,
  attribute,
  children,
}: {
  name: string;
  attribute: Attribute | undefined;
  children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const disclosure = attribute?.disclosure ?? null;
  return (
    <span className="rule-words">
      <Confirmed>{name}</Confirmed>
      <small>
        {disclosure === null ? (
          t('privacy.identity.notShown')
        ) : (
          <>
            {t('privacy.identity.shownTo')} <AudienceWords audience={disclosure.audience} />
          </>
        )}{' '}
        · {children}
      </small>
    </span>
  );
}

function Withdraw({ attribute }: { attribute: Attribute }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const touches = ['attributes', 'account', 'grants', 'badges'].map((part) => [client.persona, part]);
  return (
    <Button
      size="small"
      look="quiet"
      onPress={() =>
        act(() => sealAttribute(client, attribute.id), { touches, says: t('attributes.sealedNow') })
      }
    >
      {t('grants.withdraw')}
      <span className="visually-hidden"> {attribute.value}</span>
    </Button>
  );
}
