import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedAudience } from '../api/audiences.ts';
import { askOutcomes, endOffer, type Offer, type Outcomes, publishOffer } from '../api/offers.ts';
import { useAudienceWords } from '../audiences/words.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { useAction } from '../ui/use-action.ts';
import { OfferSheet } from './offer-sheet.tsx';

/** One offer as its organisation has it: what it says, for whom, what stands in its way, and what came of it. */
export function OfferLine({
  organisation,
  offer,
  functions,
  audiences,
}: {
  organisation: string;
  offer: Offer;
  functions: readonly string[];
  audiences: readonly SavedAudience[];
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const words = useAudienceWords();
  const [open, setOpen] = useState<'change' | 'end' | null>(null);
  const [outcomes, setOutcomes] = useState<Outcomes | null>(null);
  const { title, state, hindrance } = offer;
  const touches = ['offers', 'budget'].map((part) => [client.persona, part, organisation]);
  const days = { count: offer.most_times, days: offer.within_days, until: words.day(offer.until) };
  const deed = (does: () => Promise<unknown>, says?: string) =>
    act(does, { touches, ...(says === undefined ? {} : { says }) });
  return (
    <>
      <h2 className="audience-title">{title}</h2>
      <p>
        <span className="tag">{t(`offers.state.${state}`)}</span>{' '}
        {t('audiences.who', {
          function: words.fn(offer.function),
          purpose: words.purpose(offer.purpose).toLocaleLowerCase(),
        })}
      </p>
      <p className="offer-text">{offer.text}</p>
      {offer.link === null ? null : <p className="offer-link">{offer.link}</p>}
      <ul className="audience-conditions">
        {offer.conditions.map((condition) => (
          <li key={`${condition.kind} ${condition.values.join()}`}>{words.condition(condition)}</li>
        ))}
      </ul>
      <p>{t('offers.cap', days)}</p>
      {hindrance === null ? null : <p className="audience-state">{t(`offers.hindrance.${hindrance}`)}</p>}
      {outcomes === null ? null : (
        <table className="offer-outcomes">
          <caption>{t('offers.outcomesOf', { day: words.day(outcomes.asked_at) })}</caption>
          <tbody>
            {outcomes.outcomes.map(({ outcome, ...number }) => (
              <tr key={outcome}>
                <th scope="row">{t(`offers.outcome.${outcome}`)}</th>
                <td>{words.number(number)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {functions.includes(offer.function) ? (
        <div className="audience-deeds">
          {state === 'draft' ? (
            <>
              <Button
                size="small"
                look="primary"
                isPending={isBusy}
                onPress={() => deed(() => publishOffer(client, offer.id), t('offers.published'))}
              >
                {t('offers.publish')}
                <span className="visually-hidden"> {title}</span>
              </Button>
              <Button size="small" onPress={() => setOpen('change')}>
                {t('audiences.change')}
                <span className="visually-hidden"> {title}</span>
              </Button>
            </>
          ) : (
            <Button
              size="small"
              isPending={isBusy}
              onPress={() => deed(async () => setOutcomes(await askOutcomes(client, offer.id)))}
            >
              {t('offers.ask')}
              <span className="visually-hidden"> {title}</span>
            </Button>
          )}
          {state === 'ended' ? null : (
            <Button size="small" onPress={() => setOpen('end')}>
              {t(state === 'draft' ? 'offers.throw' : 'offers.endOffer')}
              <span className="visually-hidden"> {title}</span>
            </Button>
          )}
        </div>
      ) : null}
      {open === 'change' ? (
        <OfferSheet
          organisation={organisation}
          audiences={audiences}
          offer={offer}
          onClose={() => setOpen(null)}
        />
      ) : null}
      <Confirm
        title={t('audiences.endTitle', { title })}
        action={t(state === 'draft' ? 'offers.throw' : 'offers.endOffer')}
        isOpen={open === 'end'}
        onConfirm={() => deed(() => endOffer(client, offer.id), t('offers.offerEnded'))}
        onClose={() => setOpen(null)}
      >
        {t('offers.endText')}
      </Confirm>
    </>
  );
}
