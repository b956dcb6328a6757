import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ExportDefinition,
  type ExportTable,
  exportCsv,
  makeExport,
  type Signed,
} from '../api/leaving.ts';
import { Chart } from '../insight/chart.tsx';
import { pointOf } from '../insight/points.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { useAsked } from '../ui/use-asked.tsx';
import { ExportSheet } from './export-sheet.tsx';
import { Drafting, type Given, LeavingSection } from './leaving-section.tsx';
import { exportsQuery } from './queries.ts';
import { SignedLine } from './signed-line.tsx';
import { TakeTable } from './take-table.tsx';
import { useLeavingWords } from './use-leaving-words.ts';

/** The tables of numbers that may leave, since the experts signed them. */
export function Exports({ organisation, functions }: Given): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const query = useQuery(exportsQuery(client, organisation));
  return (
    <LeavingSection id="exports" title={t('exports.title')} intro={t('exports.intro')} query={query}>
      {query.data?.length === 0 ? <p>{t('exports.none')}</p> : null}
      <ul className="audience-list">
        {query.data?.map((signed) => (
          <Line key={signed.matter} organisation={organisation} functions={functions} signed={signed} />
        ))}
      </ul>
      <Drafting functions={functions} action={t('exports.new')}>
        {(close) => <ExportSheet organisation={organisation} functions={functions} onClose={close} />}
      </Drafting>
    </LeavingSection>
  );
}

function Line({ organisation, functions, signed }: Given & { signed: Signed<ExportDefinition> }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const words = useLeavingWords();
  const { definition, title, matter } = signed;
  const touches = [[client.persona, 'budget', organisation]];
  const { told: table, isBusy, ask, progress } = useAsked<ExportTable>(client, title, touches);
  return (
    <SignedLine organisation={organisation} matter={matter} title={title} words={words.table(definition)}>
      {functions.includes(definition.function) ? (
        <TakeTable
          action={t('exports.make')}
          title={title}
          name={`export-${definition.attribute}`}
          table={table}
          isMaking={isBusy}
          onMake={() => ask(() => makeExport(client, organisation, definition))}
          csv={() => exportCsv(client, organisation, definition)}
        />
      ) : null}
      {progress}
      {table === null ? null : (
        <>
          <Chart
            title={title}
            kind="bars"
            points={table.rows.map((row) => pointOf(row.value ?? t('exports.anyOther'), row))}
            of={words.kind(definition.attribute)}
            unit={t('exports.members')}
            untold={t('chart.fewer', { count: table.minimum })}
          />
          <p className="export-note">{t('exports.noise', { sigma: table.noise.sigma })}</p>
        </>
      )}
    </SignedLine>
  );
}
