import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Lost } from '../app/lost.tsx';
import { ToConsole } from '../insight/to-console.tsx';
import { FunctionPick } from '../organisations/function-pick.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { seatsQuery } from '../profile/queries.ts';
import { BudgetGauge } from '../records/budget-gauge.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { Names } from './names.tsx';
import { Spread } from './spread.tsx';
import '../records/records.css';
import './influence.css';

/** Who has influence among members, in numbers with noise and by name: for whoever acts for an organisation. */
export function InfluenceScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: houses, error, refetch } = useQuery(seatsQuery(client));
  const house = houses?.find(({ organisation }) => organisation.id === id);
  if (houses !== undefined && house === undefined) return <Lost title={t('influence.title')} />;
  const functions = house?.functions ?? [];
  return (
    <Page title={t('influence.title')} intro={t('influence.intro')} tools={<ToConsole organisation={id} />}>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {house === undefined && error === null ? <Skeleton /> : null}
      {house !== undefined && functions.length === 0 ? (
        <Empty icon="lock" title={t('influence.none')}>
          {t('influence.noneText')}
        </Empty>
      ) : null}
      {functions.length === 0 ? null : (
        <Asking organisation={id} functions={functions}>
          <BudgetGauge organisation={id} />
        </Asking>
      )}
    </Page>
  );
}

function Asking({
  organisation,
  functions,
  children,
}: {
  organisation: string;
  functions: readonly string[];
  children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const [fn, setFn] = useState(functions[0] ?? '');
  return (
    <div className="influence">
      {functions.length === 1 ? null : (
        <FunctionPick label={t('influence.function')} functions={functions} value={fn} onChange={setFn} />
      )}
      <Spread key={`spread ${fn}`} organisation={organisation} fn={fn} />
      {children}
      <Names key={`names ${fn}`} organisation={organisation} fn={fn} />
    </div>
  );
}
