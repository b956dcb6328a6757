import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components/Switch';
import { useTranslation } from 'react-i18next';
import { DISCIPLINES } from '../api/business.ts';
import { type SignOffRule, setSignOffRule } from '../api/sign-off.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { housesQuery, rulesQuery } from './queries.ts';
import './sign-off.css';
import { useWords } from './use-words.ts';

/** Who must sign what: the floor, which stands, and whom the organisation asks besides. */
export function SignOffRulesScreen(): ReactNode {
  const { t } = useTranslation();
  const { organisation } = useParams({ from: '/app/sign-off/$organisation/rules' });
  const { client } = useSpeaking();
  const { data, error, refetch } = useQuery(rulesQuery(client, organisation));
  const { data: houses = [] } = useQuery(housesQuery(client));
  const mine = houses.find((house) => house.organisation.id === organisation)?.disciplines ?? [];
  return (
    <Page
      title={t('signOff.rules.title')}
      intro={t('signOff.rules.intro')}
      tools={<Link to="/sign-off">{t('signOff.title')}</Link>}
    >
      <div className="sign-off">
        {error ? <Failed error={error} retry={refetch} /> : null}
        {data === undefined && !error ? <Skeleton /> : null}
        {data === undefined ? null : (
          <p className="matter-note">
            {t(mine.length === 0 ? 'signOff.rules.forExperts' : 'signOff.rules.lowering')}
          </p>
        )}
        {data?.map((rule) => (
          <Rule key={rule.kind} organisation={organisation} rule={rule} mine={mine} />
        ))}
      </div>
    </Page>
  );
}

function Rule({
  organisation,
  rule: { kind, floor, besides },
  mine,
}: {
  organisation: string;
  rule: SignOffRule;
  mine: readonly string[];
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const words = useWords();
  const { act, isBusy } = useAction();
  const title = t(`signOff.kind.${kind}` as 'signOff.kind.policy');
  /** Any expert asks one more; one is let off by its own. */
  const mayTurn = (discipline: string, isAsked: boolean) =>
    mine.length > 0 && (!isAsked || mine.includes(discipline));
  const turn = (discipline: string, on: boolean) => {
    const wanted = on ? [...besides, discipline] : besides.filter((one) => one !== discipline);
    return act(() => setSignOffRule(client, organisation, kind, wanted), {
      touches: [rulesQuery(client, organisation).queryKey],
    });
  };
  return (
    <fieldset className="toggles sign-off-rule">
      <legend>{title}</legend>
      <p className="field-hint">
        {t('signOff.rules.floor', { list: words.list(floor) })}
        {kind === 'policy' ? ` ${t('signOff.rules.floorOfPolicies')}` : null}
      </p>
      {DISCIPLINES.map((discipline) => {
        const isFloor = floor.includes(discipline);
        const isAsked = besides.includes(discipline);
        return (
          <Switch
            key={discipline}
            className="switch"
            isSelected={isFloor || isAsked}
            isDisabled={isBusy || isFloor || !mayTurn(discipline, isAsked)}
            onChange={(on) => turn(discipline, on)}
          >
            <span className="switch-track" aria-hidden="true" />
            <span>
              {words.discipline(discipline)}
              {isFloor ? ` · ${t('signOff.rules.always')}` : null}
            </span>
          </Switch>
        );
      })}
    </fieldset>
  );
}
