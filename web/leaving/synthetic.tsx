import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  makeSynthetic,
  type Signed,
  type SyntheticDefinition,
  type SyntheticTable,
  syntheticCsv,
} from '../api/leaving.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { useAsked } from '../ui/use-asked.tsx';
import { Drafting, type Given, LeavingSection } from './leaving-section.tsx';
import { syntheticQuery } from './queries.ts';
import { SignedLine } from './signed-line.tsx';
import { SyntheticSheet } from './synthetic-sheet.tsx';
import { TakeTable } from './take-table.tsx';
import { useLeavingWords } from './use-leaving-words.ts';

/** Rows that nobody is, which the experts signed. */
export function Synthetic({ organisation, functions }: Given): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const query = useQuery(syntheticQuery(client, organisation));
  return (
    <LeavingSection
      id="synthetic"
      title={t('leaving.synthetic.title')}
      intro={t('leaving.synthetic.intro')}
      query={query}
    >
      {query.data?.length === 0 ? <p>{t('leaving.none')}</p> : null}
      <ul className="audience-list">
        {query.data?.map((signed) => (
          <Line key={signed.matter} organisation={organisation} functions={functions} signed={signed} />
        ))}
      </ul>
      <Drafting functions={functions} action={t('leaving.synthetic.new')}>
        {(close) => <SyntheticSheet organisation={organisation} functions={functions} onClose={close} />}
      </Drafting>
    </LeavingSection>
  );
}

function Line({
  organisation,
  functions,
  signed,
}: Given & { signed: Signed<SyntheticDefinition> }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const words = useLeavingWords();
  const { definition, title, matter } = signed;
  const touches = [[client.persona, 'budget', organisation]];
  const { told: table, isBusy, ask, progress } = useAsked<SyntheticTable>(client, title, touches);
  return (
    <SignedLine organisation={organisation} matter={matter} title={title} words={words.synthetic(definition)}>
      {functions.includes(definition.function) ? (
        <TakeTable
          action={t('leaving.synthetic.make')}
          title={title}
          name="synthetic"
          table={table}
          isMaking={isBusy}
          onMake={() => ask(() => makeSynthetic(client, organisation, definition))}
          csv={() => syntheticCsv(client, organisation, definition)}
        />
      ) : null}
      {progress}
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
      <dd>{t('leaving.risk.rowsText', { rows: risk.rows, count: table.rows.length })}</dd>
      <dt>{t('leaving.risk.error')}</dt>
      <dd>{t('leaving.risk.errorText', { most: error, sigma: noise.sigma })}</dd>
      <dt>{t('leaving.risk.smallest')}</dt>
      <dd>
        {t('leaving.risk.smallestText', { smallest: risk.smallest_class ?? 0, count: risk.unique_rows })}
      </dd>
      <dt>{t('leaving.risk.alone')}</dt>
      <dd>{t('leaving.risk.aloneText', { number: words.number(alone) })}</dd>
    </dl>
  );
}
