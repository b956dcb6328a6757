import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptOffer, hideOffer, hideOffersOf, type OwnOffer, openOffer } from '../api/offers.ts';
import { showAccount } from '../api/people.ts';
import type { Account } from '../api/types.ts';
import { fullDate } from '../i18n/format.ts';
import { NewMessage } from '../messages/new-message.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { ActionsMenu, type MenuAction } from '../ui/actions-menu.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { useAction } from '../ui/use-action.ts';
import { touchedByOffers } from './queries.ts';
import { WhySheet } from './why-sheet.tsx';
import './offers.css';

/** An offer as whom it is for sees it: labelled, with why, and with all ways to be rid of it. */
export function OfferCard({ offer }: { offer: OwnOffer }): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const [isWhy, setWhy] = useState(false);
  const [writingTo, setWritingTo] = useState<Account | null>(null);
  const { organisation, title, link } = offer;
  const touches = touchedByOffers(client);
  const done = (deed: () => Promise<unknown>, says: string) => act(deed, { touches, says });
  const actions: readonly MenuAction[] = [
    {
      id: 'write',
      title: t('offers.write', { organisation: organisation.display_name }),
      icon: 'letter',
      act: () => act(async () => setWritingTo(await showAccount(client, organisation.id)), {}),
    },
    {
      id: 'hide',
      title: t('offers.hide'),
      icon: 'close',
      act: () => done(() => hideOffer(client, offer.id, true), t('offers.hidden')),
    },
    {
      id: 'hide-all',
      title: t('offers.hideAll', { organisation: organisation.display_name }),
      icon: 'close',
      act: () => done(() => hideOffersOf(client, organisation.id, true), t('offers.hiddenAll')),
    },
  ];
  return (
    <article className="offer" aria-label={t('offers.one', { title })}>
      <header className="offer-head">
        <span className="tag">{t('offers.label')}</span>
        <span className="offer-of">{organisation.display_name}</span>
        <ActionsMenu
          label={t('offers.more', { title })}
          trigger={<IconButton icon="more" label={t('offers.more', { title })} />}
          actions={actions}
        />
      </header>
      <h3 className="offer-title">{title}</h3>
      <p className="offer-text">{offer.text}</p>
      {link === null ? null : (
        <p className="offer-link">
          <a
            href={link}
            target="_blank"
            rel="noopener noreferrer nofollow"
            onClick={() => void openOffer(client, offer.id).catch(() => undefined)}
          >
            {new URL(link).hostname}
          </a>
          <small>{t('offers.linkTells')}</small>
        </p>
      )}
      <p className="offer-until">
        {t('offers.until', { day: fullDate(new Date(offer.until), i18n.language) })}
      </p>
      <div className="offer-deeds">
        {offer.accepted ? (
          <span role="status">{t('offers.acceptedText', { organisation: organisation.display_name })}</span>
        ) : (
          <Button
            look="primary"
            size="small"
            isPending={isBusy}
            onPress={() => done(() => acceptOffer(client, offer.id), t('offers.acceptedSay'))}
          >
            {t('offers.accept')}
            <span className="visually-hidden"> {title}</span>
          </Button>
        )}
        <Button size="small" onPress={() => setWhy(true)}>
          {t('offers.why')}
          <span className="visually-hidden"> {title}</span>
        </Button>
      </div>
      {isWhy ? <WhySheet offer={offer} onClose={() => setWhy(false)} /> : null}
      {writingTo === null ? null : <NewMessage to={writingTo} onClose={() => setWritingTo(null)} />}
    </article>
  );
}
