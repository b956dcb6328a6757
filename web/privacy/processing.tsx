import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeProcessingRules, type ProcessingRule, type PurposeRules } from '../api/controls.ts';
import { AudienceWords } from '../audience/audience-words.tsx';
import { fullDate, listText } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { AllowProcessing } from './allow-processing.tsx';
import { processingRulesQuery } from './queries.ts';
import { useDecided } from './use-decided.ts';
import './privacy.css';

/** Control 6: what organisations may build into their engagement with one. All of it is off until it is allowed. */
export function ProcessingScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: purposes, error, refetch } = useQuery(processingRulesQuery(client));
  const isRefusing = purposes?.some((one) => one.refused_by_browser) ?? false;
  return (
    <Page title={t('privacy.processing.title')} intro={t('privacy.processing.intro')}>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {purposes === undefined ? <Skeleton /> : null}
      <div className="control-rules">
        {isRefusing ? <p className="rule-note">{t('privacy.processing.gpc')}</p> : null}
        {purposes?.map((one) => (
          <Purpose key={one.purpose} purpose={one} />
        ))}
      </div>
    </Page>
  );
}

function Purpose({ purpose }: { purpose: PurposeRules }): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const decided = useDecided();
  const [allowing, setAllowing] = useState(false);
  const name = `privacy.purpose.${purpose.purpose}` as 'privacy.purpose.mining';
  const replace = async (rules: ProcessingRule[]): Promise<void> => {
    const done = {
      says: () => decided(t('privacy.saved')),
      touches: [
        [client.persona, 'processing-rules'],
        [client.persona, 'grants'],
      ],
    };
    if (await act(() => changeProcessingRules(client, purpose, rules), done)) setAllowing(false);
  };
  const over = (rule: ProcessingRule): string =>
    listText(
      rule.over.map((one) => t(`privacy.processing.over.${one}`)),
      'and',
      i18n.language,
    );
  return (
    <section aria-label={t(`${name}.title`)}>
      <h2>{t(`${name}.title`)}</h2>
      <p>{t(`${name}.text`)}</p>
      {purpose.rules.length === 0 ? (
        <p className="control-now">
          {t(purpose.refused_by_browser ? 'privacy.processing.refused' : 'privacy.processing.off')}
        </p>
      ) : (
        <ul className="rule-list">
          {purpose.rules.map((rule, n) => (
            <li key={JSON.stringify(rule)} className="rule">
              <span className="rule-words">
                {rule.audience !== null && 'kind' in rule.audience && rule.audience.kind === 'network' ? (
                  t('privacy.processing.any')
                ) : (
                  <AudienceWords audience={rule.audience} />
                )}
                <small>
                  {over(rule)}
                  {rule.until === null
                    ? null
                    : ` · ${t('attributes.until', { date: fullDate(new Date(rule.until), i18n.language) })}`}
                </small>
              </span>
              <Button size="small" onPress={() => replace(purpose.rules.filter((_, other) => other !== n))}>
                {t('grants.withdraw')}
                <span className="visually-hidden"> {t(`${name}.title`)}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button icon="plus" onPress={() => setAllowing(true)} isDisabled={purpose.refused_by_browser}>
        {t('privacy.processing.allow')}
        <span className="visually-hidden"> {t(`${name}.title`)}</span>
      </Button>
      {allowing ? (
        <AllowProcessing
          purpose={purpose.purpose}
          title={t(`${name}.title`)}
          onClose={() => setAllowing(false)}
          onAllow={(rule) => replace([...purpose.rules, rule])}
        />
      ) : null}
    </section>
  );
}
