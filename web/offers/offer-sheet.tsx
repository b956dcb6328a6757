import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedAudience } from '../api/audiences.ts';
import { changeOffer, draftOffer, type Offer, type SaidOffer } from '../api/offers.ts';
import { dayIn, dayOf } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Pick } from '../ui/pick.tsx';
import { useAction } from '../ui/use-action.ts';
import { useForm } from '../ui/use-form.ts';

/** An offer as it is begun, or a draft that is written anew. Nobody is shown it yet. */
export function OfferSheet({
  organisation,
  audiences,
  offer,
  onClose,
}: {
  organisation: string;
  audiences: readonly SavedAudience[];
  offer?: Offer;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const form = useForm(['title', 'text', 'link', 'most_times', 'within_days', 'until']);
  const [audience, setAudience] = useState(offer?.audience ?? audiences[0]?.id ?? '');
  const [title, setTitle] = useState(offer?.title ?? '');
  const [text, setText] = useState(offer?.text ?? '');
  const [link, setLink] = useState(offer?.link ?? '');
  const [times, setTimes] = useState(String(offer?.most_times ?? 3));
  const [days, setDays] = useState(String(offer?.within_days ?? 7));
  const [until, setUntil] = useState(offer === undefined ? dayIn(30) : dayOf(offer.until));
  const send = async (): Promise<void> => {
    const said: SaidOffer = {
      audience,
      title,
      text,
      link: link.trim() === '' ? null : link.trim(),
      most_times: Number(times),
      within_days: Number(days),
      until: `${until}T00:00:00Z`,
    };
    await (offer === undefined
      ? draftOffer(client, organisation, said)
      : changeOffer(client, offer.id, said));
    const touches = [[client.persona, 'offers', organisation]];
    await act(async () => undefined, { says: t('offers.saved'), touches });
    onClose();
  };
  return (
    <Sheet title={t(offer === undefined ? 'offers.new' : 'offers.change')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        <Pick
          label={t('offers.field.audience')}
          options={audiences.map((one) => ({ value: one.id, title: one.title }))}
          value={audience}
          onChange={setAudience}
        />
        <Field
          name="title"
          label={t('offers.field.title')}
          value={title}
          onChange={setTitle}
          isRequired
          maxLength={120}
        />
        <Field
          name="text"
          label={t('offers.field.text')}
          lines={4}
          value={text}
          onChange={setText}
          isRequired
          maxLength={1000}
        />
        <Field
          name="link"
          label={t('offers.field.link')}
          hint={t('offers.field.linkHint')}
          inputMode="url"
          value={link}
          onChange={setLink}
        />
        <Field
          name="most_times"
          label={t('offers.field.times')}
          inputMode="numeric"
          value={times}
          onChange={setTimes}
          isRequired
        />
        <Field
          name="within_days"
          label={t('offers.field.days')}
          inputMode="numeric"
          value={days}
          onChange={setDays}
          isRequired
        />
        <Field
          name="until"
          label={t('offers.field.until')}
          hint={t('offers.field.untilHint')}
          type="date"
          value={until}
          onChange={setUntil}
          isRequired
        />
        <Button type="submit" look="primary" isPending={form.isPending}>
          {t('action.save')}
        </Button>
      </Form>
    </Sheet>
  );
}
