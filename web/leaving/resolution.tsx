import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { useTranslation } from 'react-i18next';
import { bringList, type Resolution } from '../api/leaving.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Toggles } from '../ui/toggles.tsx';
import { useAsked } from '../ui/use-asked.tsx';
import { LeavingSheet } from './draft-sheet.tsx';
import { Drafting, type Given, LeavingSection } from './leaving-section.tsx';
import { resolutionsQuery } from './queries.ts';
import { SignedLine } from './signed-line.tsx';
import { useLeavingWords } from './use-leaving-words.ts';

const BY = ['email', 'phone', 'name-town'] as const;
type By = (typeof BY)[number];

/** Lists from outside: how many members who let it are in one, and who of them let just that. */
export function Lists({ organisation, functions }: Given): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const words = useLeavingWords();
  const query = useQuery(resolutionsQuery(client, organisation));
  const { data } = query;
  return (
    <LeavingSection
      id="lists"
      title={t('leaving.resolution.title')}
      intro={t('leaving.resolution.intro')}
      query={query}
    >
      <p>{t('leaving.resolution.form')}</p>
      {functions.map((fn) => (
        <Bring key={fn} organisation={organisation} fn={fn} until={null} />
      ))}
      <ul className="audience-list">
        {data?.signed.map(({ matter, title, definition }) => (
          <SignedLine
            key={matter}
            organisation={organisation}
            matter={matter}
            title={title}
            words={words.resolution(definition)}
          >
            {functions.includes(definition.function) ? (
              <Bring organisation={organisation} fn={definition.function} until={definition.until} />
            ) : null}
          </SignedLine>
        ))}
      </ul>
      <Drafting functions={functions} action={t('leaving.resolution.new')}>
        {(close) => <ListSheet organisation={organisation} functions={functions} onClose={close} />}
      </Drafting>
      {data === undefined || data.attempts.length === 0 ? null : (
        <details>
          <summary>{t('leaving.resolution.attempts')}</summary>
          <ul className="leaving-list">
            {data.attempts.map(({ id, function: fn, by, rows, outcome, at }) => (
              <li key={id}>
                {t('leaving.resolution.attempt', {
                  day: words.day(at),
                  function: words.fn(fn),
                  count: rows,
                  by: by.length === 0 ? '–' : words.by(by),
                  outcome: t(`leaving.outcome.${outcome ?? 'broken'}` as 'leaving.outcome.told'),
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </LeavingSection>
  );
}

function Bring({
  organisation,
  fn,
  until,
}: {
  organisation: string;
  fn: string;
  until: string | null;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const words = useLeavingWords();
  const touches = [
    [client.persona, 'budget', organisation],
    [client.persona, 'resolutions', organisation],
  ];
  const label = t('leaving.resolution.count', { function: words.fn(fn) });
  const { told: found, isBusy, ask, progress } = useAsked<Resolution>(client, label, touches);
  return (
    <>
      <div className="audience-deeds">
        <FileTrigger
          acceptedFileTypes={['.csv', 'text/csv']}
          onSelect={(files) => {
            const [file] = files ?? [];
            if (file === undefined) return;
            ask(() => bringList(client, organisation, fn, file, until));
          }}
        >
          <Button size="small" isPending={isBusy}>
            {t(until === null ? 'leaving.resolution.count' : 'leaving.resolution.tell', {
              function: words.fn(fn),
            })}
          </Button>
        </FileTrigger>
      </div>
      {progress}
      {found === null ? null : (
        <p role="status">
          {t('leaving.resolution.found', {
            number: words.number(found),
            count: found.rows,
            sigma: found.sigma,
          })}
        </p>
      )}
      {found?.named ? (
        <ul className="leaving-list">
          {found.named.length === 0 ? <li>{t('leaving.resolution.nobody')}</li> : null}
          {found.named.map(({ persona, handle, lines }) => (
            <li key={persona}>
              {t('leaving.resolution.lines', { lines: lines.join(', ') })}{' '}
              <Link to="/people/$id" params={{ id: persona }}>
                @{handle}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function ListSheet({ organisation, functions, onClose }: Given & { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const words = useLeavingWords();
  const [by, setBy] = useState<readonly By[]>(['email']);
  return (
    <LeavingSheet
      organisation={organisation}
      functions={functions}
      heading={t('leaving.resolution.new')}
      intro={t('leaving.resolution.newText')}
      definition={() => ({ purpose: 'entity-resolution', resolution: BY.filter((one) => by.includes(one)) })}
      onClose={onClose}
    >
      <Toggles
        label={t('leaving.resolution.by')}
        choices={BY.map((value) => ({ value, title: words.by([value]) }))}
        value={by}
        onChange={setBy}
      />
    </LeavingSheet>
  );
}
