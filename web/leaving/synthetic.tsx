import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  makeSynthetic,
  type Signed,
  type SyntheticDefinition,
  type SyntheticTable,
  syntheticCsv,
} from '../api/leaving.ts';
import { saveFile } from '../ledger/save-file.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Failed } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { syntheticQuery } from './queries.ts';
import { SignedLine } from './signed-line.tsx';
import { SyntheticSheet } from './synthetic-sheet.tsx';
import { useLeavingWords } from './use-leaving-words.ts';

type Given = { organisation: string; functions: readonly string[] };

/** Rows that nobody is, which the experts signed. */
export function Synthetic({ organisation, functions }: Given): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data, error, refetch } = useQuery(syntheticQuery(client, organisation));
  const [isDrafting, setDrafting] = useState(false);
  return (
    <section className="exports" aria-labelledby="synthetic">
      <h2 id="synthetic">{t('leaving.synthetic.title')}</h2>
      <p>{t('leaving.synthetic.intro')}</p>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {data?.length === 0 ? <p>{t('leaving.none')}</p> : null}
      <ul className="audience-list">
        {data?.map((signed) => (
          <Line key={signed.matter} organisation={organisation} functions={functions} signed={signed} />
        ))}
      </ul>
      {functions.length === 0 ? null : (
        <Button icon="plus" onPress={() => setDrafting(true)}>
          {t('leaving.synthetic.new')}
        </Button>
      )}
      {isDrafting ? (
        <SyntheticSheet
          organisation={organisation}
          functions={functions}
          onClose={() => setDrafting(false)}
        />
      ) : null}
    </section>
  );
}

function Line({
  organisation,
  functions,
  signed,
}: Given & { signed: Signed<SyntheticDefinition> }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const words = useLeavingWords();
  const [table, setTable] = useState<SyntheticTable | null>(null);
  const { definition, title, matter } = signed;
  const touches = [[client.persona, 'budget', organisation]];
  return (
    <SignedLine organisation={organisation} matter={matter} title={title} words={words.synthetic(definition)}>
      {functions.includes(definition.function) ? (
        <div className="audience-deeds">
          <Button
            size="small"
            isPending={isBusy}
            onPress={() =>
              act(async () => setTable(await makeSynthetic(client, organisation, definition)), { touches })
            }
          >
            {t('leaving.synthetic.make')}
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
                    async () =>
                      saveFile('synthetic.csv', await syntheticCsv(client, organisation, definition)),
                    {},
                  )
                }
              >
                {t('records.csv')}
              </Button>
              <Button
                size="small"
                icon="download"
                onPress={() => saveFile('synthetic.json', JSON.stringify(table, null, 1))}
              >
                {t('records.json')}
              </Button>
            </>
          )}
        </div>
      ) : null}
      {table === null ? null : <Risk table={table} />}
    </SignedLine>
  );
}

/** What the rows are like, and by what members could be picked out. */
function Risk({ table }: { table: SyntheticTable }): ReactNode {
  const { t } = useTranslation();
  const words = useLeavingWords();
  const { risk, noise, alone, marginals } = table;
  const error = Math.max(0, ...marginals.map((one) => one.error.most));
  return (
    <dl className="leaving-risk">
      <dt>{t('leaving.risk.rows')}</dt>
      <dd>{t('leaving.risk.rowsText', { rows: risk.rows, kinds: table.rows.length })}</dd>
      <dt>{t('leaving.risk.error')}</dt>
      <dd>{t('leaving.risk.errorText', { most: error, sigma: noise.sigma })}</dd>
      <dt>{t('leaving.risk.smallest')}</dt>
      <dd>{t('leaving.risk.smallestText', { count: risk.smallest_class ?? 0, unique: risk.unique_rows })}</dd>
      <dt>{t('leaving.risk.alone')}</dt>
      <dd>{t('leaving.risk.aloneText', { number: words.number(alone) })}</dd>
    </dl>
  );
}
