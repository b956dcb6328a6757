import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExportTable, exportCsv, makeExport, type SignedExport } from '../api/audiences.ts';
import { Chart } from '../insight/chart.tsx';
import { pointOf } from '../insight/points.ts';
import { saveFile } from '../ledger/save-file.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Failed } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { ExportSheet } from './export-sheet.tsx';
import { exportsQuery } from './queries.ts';
import { useAudienceWords } from './words.ts';

/** The tables of numbers that may leave, since the experts signed them. */
export function Exports({
  organisation,
  functions,
}: {
  organisation: string;
  functions: readonly string[];
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data, error, refetch } = useQuery(exportsQuery(client, organisation));
  const [isDrafting, setDrafting] = useState(false);
  return (
    <section className="exports" aria-labelledby="exports">
      <h2 id="exports">{t('exports.title')}</h2>
      <p>{t('exports.intro')}</p>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {data?.length === 0 ? <p>{t('exports.none')}</p> : null}
      <ul className="audience-list">
        {data?.map((signed) => (
          <li key={signed.matter}>
            <ExportLine
              organisation={organisation}
              signed={signed}
              isOurs={functions.includes(signed.definition.function)}
            />
          </li>
        ))}
      </ul>
      {functions.length === 0 ? null : (
        <Button icon="plus" onPress={() => setDrafting(true)}>
          {t('exports.new')}
        </Button>
      )}
      {isDrafting ? (
        <ExportSheet organisation={organisation} functions={functions} onClose={() => setDrafting(false)} />
      ) : null}
    </section>
  );
}

function ExportLine({
  organisation,
  signed,
  isOurs,
}: {
  organisation: string;
  signed: SignedExport;
  isOurs: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const words = useAudienceWords();
  const [table, setTable] = useState<ExportTable | null>(null);
  const { definition, title, matter } = signed;
  const touches = [[client.persona, 'budget', organisation]];
  const name = `export-${definition.attribute}`;
  return (
    <>
      <h3 className="audience-title">
        <Link to="/sign-off/$organisation/$matter" params={{ organisation, matter }}>
          {title}
        </Link>
      </h3>
      <p>
        {t('exports.what', {
          function: words.fn(definition.function),
          kind: words.kind(definition.attribute),
          values: definition.values.join(', '),
          until: words.day(definition.until),
        })}
      </p>
      {isOurs ? (
        <div className="audience-deeds">
          <Button
            size="small"
            isPending={isBusy}
            onPress={() =>
              act(async () => setTable(await makeExport(client, organisation, definition)), { touches })
            }
          >
            {t('exports.make')}
            <span className="visually-hidden"> {title}</span>
          </Button>
          {table === null ? null : (
            <>
              <Button
                size="small"
                icon="download"
                isPending={isBusy}
                onPress={() =>
                  act(
                    async () => saveFile(`${name}.csv`, await exportCsv(client, organisation, definition)),
                    {},
                  )
                }
              >
                {t('records.csv')}
              </Button>
              <Button
                size="small"
                icon="download"
                onPress={() => saveFile(`${name}.json`, JSON.stringify(table, null, 1))}
              >
                {t('records.json')}
              </Button>
            </>
          )}
        </div>
      ) : null}
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
    </>
  );
}
