import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askEmerging, type Emerging, type Listening, listen } from '../../api/listening.ts';
import { spacesQuery } from '../../audience/queries.ts';
import { KINDS, useAudienceWords, valuesOf } from '../../audiences/words.ts';
import { FunctionPick } from '../../organisations/function-pick.tsx';
import { useSpeaking } from '../../personas/persona-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Pick } from '../../ui/pick.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useForm } from '../../ui/use-form.ts';
import { answersKey } from '../queries.ts';
import { EmergingTerms } from './emerging-terms.tsx';
import { Heard } from './heard.tsx';
import { topicsQuery } from './queries.ts';
import { SPANS, TOPIC_KINDS, topicOf } from './topic.ts';

/** What to listen to, and for how long. Nothing is asked while one chooses: each button says what it takes. */
export function ListeningBuilder({
  organisation,
  functions,
}: {
  organisation: string;
  functions: readonly string[];
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const form = useForm(['topic.hashtag', 'topic.phrase', 'by.values']);
  const words = useAudienceWords();
  const { data: topics = [] } = useQuery(topicsQuery(client, organisation));
  const { data: spaces = [] } = useQuery(spacesQuery(client));
  const [fn, setFunction] = useState(functions[0] ?? '');
  const [kind, setKind] = useState<string>('everything');
  const [word, setWord] = useState('');
  const [space, setSpace] = useState('');
  const [saved, setSaved] = useState('');
  const [span, setSpan] = useState<string>('day 7');
  const [attribute, setAttribute] = useState('');
  const [lines, setLines] = useState('');
  const [heard, setHeard] = useState<{ listening: Listening; by: string; of: string } | null>(null);
  const [emerging, setEmerging] = useState<Emerging | null>(null);
  const ours = topics.filter((one) => one.function === fn);
  const said = kind === 'space' ? space || (spaces[0]?.id ?? '') : word;
  const kept = saved || (ours[0]?.id ?? '');
  const topic = topicOf(kind, said, kept);
  const [unit = 'day', buckets = '7'] = span.split(' ');
  const touches = [[client.persona, 'budget', organisation], answersKey(client, organisation)];
  const named = [...spaces, ...ours].find(({ id }) => id === (kind === 'saved' ? kept : said));
  const of = t('listening.heard.of', {
    topic: named?.title ?? (kind === 'everything' ? t('listening.topic.everything') : word.trim()),
    span: t(`listening.span.${span as 'day 7'}`),
  });
  const ask = async (): Promise<void> => {
    if (topic === null) return;
    const by = attribute === '' ? {} : { by: { attribute, values: valuesOf(lines) } };
    const asked = { function: fn, topic, span: { unit: unit as 'day', buckets: Number(buckets) }, ...by };
    setHeard({ listening: await listen(client, organisation, asked), by: attribute, of });
    await act(async () => undefined, { touches });
  };
  const askTerms = async (): Promise<void> => {
    if (topic === null) return;
    setEmerging(await askEmerging(client, organisation, { function: fn, topic }));
    await act(async () => undefined, { touches });
  };
  return (
    <section className="panel" aria-labelledby="listen-heading">
      <h2 id="listen-heading">{t('listening.ask.title')}</h2>
      <p>{t('listening.ask.text')}</p>
      <Form state={form} onSubmit={ask}>
        <div className="insight-fields">
          <FunctionPick
            label={t('insight.ask.function')}
            functions={functions}
            value={fn}
            onChange={setFunction}
          />
          <Pick
            label={t('listening.ask.topic')}
            options={TOPIC_KINDS.map((value) => ({
              value: value as string,
              title: t(`listening.topic.${value}`),
            }))}
            value={kind}
            onChange={setKind}
          />
          {kind === 'hashtag' || kind === 'phrase' ? (
            <Field
              name={`topic.${kind}`}
              label={t(`listening.topic.${kind}`)}
              value={word}
              onChange={setWord}
              isRequired
            />
          ) : null}
          {kind === 'space' && spaces.length > 0 ? (
            <Pick
              label={t('listening.topic.space')}
              options={spaces.map(({ id, title }) => ({ value: id, title }))}
              value={said}
              onChange={setSpace}
            />
          ) : null}
          {kind === 'saved' && ours.length > 0 ? (
            <Pick
              label={t('listening.topic.saved')}
              options={ours.map(({ id, title }) => ({ value: id, title }))}
              value={kept}
              onChange={setSaved}
            />
          ) : null}
          <Pick
            label={t('listening.ask.span')}
            options={SPANS.map((value) => ({ value: value as string, title: t(`listening.span.${value}`) }))}
            value={span}
            onChange={setSpan}
          />
          <Pick
            label={t('listening.ask.by')}
            options={[
              { value: '', title: t('listening.ask.together') },
              ...KINDS.map((value) => ({ value: value as string, title: words.kind(value) })),
            ]}
            value={attribute}
            onChange={setAttribute}
          />
          {attribute === '' ? null : (
            <Field
              name="by.values"
              label={t('audiences.field.values')}
              hint={t(
                attribute === 'birth-date' ? 'audiences.field.birthHint' : 'audiences.field.valuesHint',
              )}
              lines={4}
              value={lines}
              onChange={setLines}
              isRequired
            />
          )}
        </div>
        <div className="record-deeds">
          <Button type="submit" look="primary" isPending={form.isPending} isDisabled={topic === null}>
            {t('insight.ask.button')}
          </Button>
          <Button
            isPending={form.isPending}
            isDisabled={topic === null}
            onPress={() => form.submit(askTerms)}
          >
            {t('listening.emerging.button')}
          </Button>
        </div>
      </Form>
      {heard === null ? null : (
        <Heard listening={heard.listening} of={heard.of} by={heard.by === '' ? null : words.kind(heard.by)} />
      )}
      {emerging === null ? null : <EmergingTerms emerging={emerging} />}
    </section>
  );
}
