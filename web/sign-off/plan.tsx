import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '../api/audiences.ts';
import type { ResolutionDefinition, SyntheticDefinition, TrainingDefinition } from '../api/leaving.ts';
import { useAudienceWords } from '../audiences/words.ts';
import { fullTime } from '../i18n/format.ts';
import { useLeavingWords } from '../leaving/use-leaving-words.ts';
import { TermsWords } from '../terms/terms-words.tsx';
import { campaignIn, planIn } from './campaign-plan.ts';

type Told = Readonly<Record<string, unknown>>;

/** What is to be done, in plain words; behind them the text that is signed, as it stands. */
export function Plan({ kind, text }: { kind: string; text: string }): ReactNode {
  const { t } = useTranslation();
  const plan = planIn(text);
  const raw = (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls
    <pre tabIndex={0}>{text}</pre>
  );
  if (plan === null) return raw;
  const Words = BY_KIND[kind] ?? Facts;
  return (
    <div className="plan">
      <Words plan={plan} />
      <details>
        <summary>{t('signOff.raw')}</summary>
        {raw}
      </details>
    </div>
  );
}

/** One for each kind that has words of its own; the others are told name by name. */
const BY_KIND: Readonly<Record<string, (given: { plan: Told }) => ReactNode>> = {
  campaign: Campaign,
  export: Table,
  network: Network,
  noise: ({ plan }) => <TermsWords plan={plan} />,
  'saved-audience': SavedAudience,
};

function Campaign({ plan }: { plan: Told }): ReactNode {
  const { t, i18n } = useTranslation();
  const campaign = campaignIn(JSON.stringify(plan));
  if (campaign === null) return <Facts plan={plan} />;
  const { function: fn, most, until, text } = campaign;
  return (
    <>
      <p>
        {t('signOff.plan.campaign', {
          function: t(`function.${fn}`),
          most,
          until: fullTime(new Date(until), i18n.language),
        })}
      </p>
      <blockquote className="plan-letter">{text}</blockquote>
    </>
  );
}

function Network({ plan }: { plan: Told }): ReactNode {
  const { t } = useTranslation();
  const { slug, kind } = plan;
  if (typeof slug !== 'string' || typeof kind !== 'string') return <Facts plan={plan} />;
  const of = t(`network.kinds.${kind}.title` as 'network.kinds.open.title', { defaultValue: kind });
  return <p>{t('signOff.plan.network', { slug, kind: of })}</p>;
}

function SavedAudience({ plan }: { plan: Told }): ReactNode {
  const { t } = useTranslation();
  const words = useAudienceWords();
  const { function: fn, purpose, conditions } = plan;
  if (typeof fn !== 'string' || typeof purpose !== 'string' || !Array.isArray(conditions)) {
    return <Facts plan={plan} />;
  }
  return (
    <>
      <p>
        {t('audiences.who', {
          function: words.fn(fn),
          purpose: words.purpose(purpose).toLocaleLowerCase(),
        })}
      </p>
      <ul>
        {(conditions as Condition[]).map((condition) => (
          <li key={JSON.stringify(condition)}>{words.condition(condition)}</li>
        ))}
      </ul>
      <p className="matter-note">{t('audiences.ruleText')}</p>
    </>
  );
}

function Table({ plan }: { plan: Told }): ReactNode {
  const { t } = useTranslation();
  const words = useLeavingWords();
  const { synthetic, training, resolution } = plan;
  const isFull = typeof plan.function === 'string' && typeof plan.until === 'string';
  if (isFull && Array.isArray(synthetic)) {
    const what = words.synthetic(plan as unknown as SyntheticDefinition);
    return <Leaving what={what} note={t('leaving.synthetic.intro')} />;
  }
  if (isFull && typeof training === 'object' && training !== null && 'tags' in training) {
    const what = words.training(plan as unknown as TrainingDefinition);
    return <Leaving what={what} note={t('leaving.training.intro')} />;
  }
  if (isFull && Array.isArray(resolution)) {
    const what = words.resolution(plan as unknown as ResolutionDefinition);
    return <Leaving what={what} note={t('leaving.resolution.newText')} />;
  }
  const { function: fn, attribute, values, until } = plan;
  if (
    typeof fn !== 'string' ||
    typeof attribute !== 'string' ||
    typeof until !== 'string' ||
    !Array.isArray(values)
  ) {
    return <Facts plan={plan} />;
  }
  return (
    <>
      <p>
        {t('exports.what', {
          function: words.fn(fn),
          kind: words.kind(attribute),
          values: values.join(', '),
          until: words.day(until),
        })}
      </p>
      <p className="matter-note">{t('exports.intro')}</p>
    </>
  );
}

function Leaving({ what, note }: { what: string; note: string }): ReactNode {
  return (
    <>
      <p>{what}</p>
      <p className="matter-note">{note}</p>
    </>
  );
}

/** A plan by its names, of which those that are known have words. */
function Facts({ plan }: { plan: Told }): ReactNode {
  const { t } = useTranslation();
  return (
    <dl className="plan-facts">
      {Object.entries(plan).map(([name, value]) => (
        <div key={name}>
          <dt>{t(`signOff.plan.name.${name}` as 'signOff.plan.name.until', { defaultValue: name })}</dt>
          <dd>
            <Value value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

function Value({ value }: { value: unknown }): ReactNode {
  const { t, i18n } = useTranslation();
  if (Array.isArray(value)) {
    return (
      <ul>
        {value.map((one) => (
          <li key={JSON.stringify(one)}>
            <Value value={one} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value === 'object' && value !== null) return <Facts plan={value as Told} />;
  if (value === null || value === '') return t('signOff.plan.nothing');
  if (typeof value === 'boolean') return t(value ? 'signOff.plan.yes' : 'signOff.plan.no');
  if (typeof value === 'string' && TIME.test(value)) return fullTime(new Date(value), i18n.language);
  return String(value);
}
