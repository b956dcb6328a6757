import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takeTraining } from '../api/leaving.ts';
import { valuesOf } from '../audiences/words.ts';
import { dayIn } from '../i18n/format.ts';
import { saveFile } from '../ledger/save-file.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { useAction } from '../ui/use-action.ts';
import { LeavingSheet } from './draft-sheet.tsx';
import { Drafting, type Given, LeavingSection } from './leaving-section.tsx';
import { trainingQuery } from './queries.ts';
import { SignedLine } from './signed-line.tsx';
import { useLeavingWords } from './use-leaving-words.ts';

/** Posts that may be taken to train models, and the files that were. */
export function Training({ organisation, functions }: Given): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const words = useLeavingWords();
  const query = useQuery(trainingQuery(client, organisation));
  const { data } = query;
  const touches = [[client.persona, 'training', organisation]];
  return (
    <LeavingSection
      id="training"
      title={t('leaving.training.title')}
      intro={t('leaving.training.intro')}
      query={query}
    >
      {data?.signed.length === 0 ? <p>{t('leaving.none')}</p> : null}
      <ul className="audience-list">
        {data?.signed.map(({ matter, title, definition }) => (
          <SignedLine
            key={matter}
            organisation={organisation}
            matter={matter}
            title={title}
            words={words.training(definition)}
          >
            {functions.includes(definition.function) ? (
              <div className="audience-deeds">
                <Button
                  size="small"
                  icon="download"
                  isPending={isBusy}
                  onPress={() =>
                    act(
                      async () => {
                        const { posts, card } = await takeTraining(client, organisation, definition);
                        saveFile('training-data.jsonl', posts);
                        saveFile('training-data-card.md', card);
                      },
                      { touches },
                    )
                  }
                >
                  {t('leaving.training.take')}
                  <span className="visually-hidden"> {title}</span>
                </Button>
              </div>
            ) : null}
          </SignedLine>
        ))}
      </ul>
      {data === undefined || data.files.length === 0 ? null : (
        <>
          <h3>{t('leaving.training.files')}</h3>
          <ul className="leaving-list">
            {data.files.map(({ id, definition, rows, made_at: made, renew_by: renew, delete_by: end }) => (
              <li key={id}>
                {rows === null
                  ? t('leaving.training.broken', { for: definition.training.for, made: words.day(made) })
                  : t('leaving.training.file', {
                      count: rows,
                      for: definition.training.for,
                      made: words.day(made),
                      renew: words.day(renew),
                      end: words.day(end),
                    })}
              </li>
            ))}
          </ul>
        </>
      )}
      <Drafting functions={functions} action={t('leaving.training.new')}>
        {(close) => <TrainingSheet organisation={organisation} functions={functions} onClose={close} />}
      </Drafting>
    </LeavingSection>
  );
}

function TrainingSheet({ organisation, functions, onClose }: Given & { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [aim, setAim] = useState('');
  const [from, setFrom] = useState(dayIn(-90));
  const [before, setBefore] = useState(dayIn(1));
  const [tags, setTags] = useState('');
  return (
    <LeavingSheet
      organisation={organisation}
      functions={functions}
      heading={t('leaving.training.new')}
      intro={t('leaving.training.newText')}
      definition={() => ({
        purpose: 'model-training',
        training: { for: aim, from, before, tags: valuesOf(tags) },
      })}
      onClose={onClose}
    >
      <Field label={t('leaving.training.for')} value={aim} onChange={setAim} isRequired maxLength={500} />
      <Field label={t('leaving.training.from')} type="date" value={from} onChange={setFrom} isRequired />
      <Field
        label={t('leaving.training.before')}
        type="date"
        value={before}
        onChange={setBefore}
        isRequired
      />
      <Field
        label={t('leaving.training.tags')}
        hint={t('leaving.training.tagsHint')}
        lines={3}
        value={tags}
        onChange={setTags}
      />
    </LeavingSheet>
  );
}
