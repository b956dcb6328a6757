import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listSensitiveTags, markTag } from '../api/sensitive.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { useAction } from '../ui/use-action.ts';
import { useForm } from '../ui/use-form.ts';

/** Hashtags by which nobody is picked or counted on the network. */
export function SensitiveTags(): ReactNode {
  const { t } = useTranslation();
  const { client, persona } = useSpeaking();
  const { act, isBusy } = useAction();
  const form = useForm(['tag']);
  const [tag, setTag] = useState('');
  const { slug } = persona.network;
  const key = [client.persona, 'sensitive-tags'];
  const { data } = useQuery({ queryKey: key, queryFn: () => listSensitiveTags(client, slug) });
  const mark = async (): Promise<void> => {
    await markTag(client, slug, tag.trim().replace(/^#/, ''), true);
    setTag('');
    await act(async () => undefined, { touches: [key] });
  };
  return (
    <section aria-labelledby="sensitive-heading" className="padded">
      <h2 id="sensitive-heading" className="section-heading section-heading-flush">
        {t('sensitive.title')}
      </h2>
      <p>{t('sensitive.text')}</p>
      <ul className="sensitive-tags">
        {data?.tags.map((one) => (
          <li key={one}>
            <span>#{one}</span>
            <Button
              size="small"
              isPending={isBusy}
              onPress={() => act(() => markTag(client, slug, one, false), { touches: [key] })}
            >
              {t('sensitive.unmark')}
              <span className="visually-hidden"> #{one}</span>
            </Button>
          </li>
        ))}
      </ul>
      <Form state={form} onSubmit={mark}>
        <Field
          name="tag"
          label={t('sensitive.tag')}
          prefix="#"
          value={tag}
          onChange={setTag}
          isRequired
          maxLength={100}
        />
        <Button type="submit" isPending={form.isPending}>
          {t('sensitive.mark')}
        </Button>
      </Form>
    </section>
  );
}
