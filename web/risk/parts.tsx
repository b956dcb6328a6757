import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Risk } from '../api/risks.ts';
import { fullDate } from '../i18n/format.ts';
import { useSeatName } from '../organisations/use-seat-name.ts';
import { Icon } from '../ui/icon.tsx';

/** What it is, from its declaration. */
export function DeclaredPart({
  risk,
  isBrief = false,
}: {
  risk: Risk;
  /** Why it is needed stands elsewhere. */
  isBrief?: boolean;
}): ReactNode {
  const { t, i18n } = useTranslation();
  const { declared, owner, seats, members } = risk;
  const seatName = useSeatName();
  const listed = (words: readonly string[]): string =>
    words.length === 0 ? t('risk.nothing') : new Intl.ListFormat(i18n.language).format(words);
  const rows: readonly (readonly [string, string])[] = [
    [t('risk.field.purpose'), t(`grants.purpose.${declared.purpose}` as 'grants.purpose.reading')],
    [
      t('risk.field.functions'),
      listed(declared.functions.map((fn) => t(`function.${fn}` as 'function.sales'))),
    ],
    [
      t('risk.field.data'),
      listed([
        ...declared.sources.map((source) => t(`risk.source.${source}` as 'risk.source.posts')),
        ...declared.kinds.map((kind) => t(`attribute.kind.${kind}` as 'attribute.kind.name')),
      ]),
    ],
    [t('risk.field.basis'), t(`risk.basis.${declared.basis}` as 'risk.basis.consent')],
    [
      t('risk.field.kept'),
      declared.retention_days === null
        ? t('risk.forGood')
        : t('risk.days', { count: declared.retention_days }),
    ],
    [t('risk.field.seats'), t('risk.seats', { count: seats })],
    [
      t('risk.field.members'),
      members === null
        ? t('risk.notCounted')
        : members.about === null
          ? t('risk.fewerThan', { count: members.at_least })
          : t('risk.about', { count: members.about }),
    ],
    [t('risk.field.owner'), owner === null ? t('risk.noOwner') : seatName(owner)],
    [t('risk.field.review'), fullDate(new Date(risk.review_by), i18n.language)],
    ...(isBrief
      ? []
      : [
          [
            t('risk.field.necessity'),
            declared.necessity === '' ? t('risk.noNecessity') : declared.necessity,
          ] as const,
        ]),
  ];
  return (
    <dl className="risk-facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function FlowsPart({ risk }: { risk: Risk }): ReactNode {
  const { t } = useTranslation();
  return (
    <ol className="risk-flows">
      {risk.flows.map((flow) => (
        <li key={flow.id}>
          <span className="risk-flow-ends">
            {flow.from} <span aria-hidden="true">→</span>
            <span className="visually-hidden">{t('risk.to')}</span> {flow.to}
          </span>
          <span>{flow.what}</span>
          <small>{flow.observed ? t('risk.seen') : t('risk.unseen')}</small>
        </li>
      ))}
    </ol>
  );
}

export function CriteriaPart({ risk }: { risk: Risk }): ReactNode {
  const { t } = useTranslation();
  return (
    <ul className="risk-lines">
      {risk.criteria.map((criterion) => (
        <li key={criterion.id} className={criterion.met ? 'risk-met' : ''}>
          <Icon name={criterion.met ? 'warning' : 'check'} />
          <span>
            <strong>{criterion.says}</strong> <span>{criterion.because}</span>
            <span className="visually-hidden"> {criterion.met ? t('risk.met') : t('risk.notMet')}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

export function ConsultPart({ risk }: { risk: Risk }): ReactNode {
  const { t } = useTranslation();
  if (risk.consult.length === 0) return <p>{t('risk.nobodyToAsk')}</p>;
  return (
    <ul className="risk-lines">
      {risk.consult.map(({ who, by }) => (
        <li key={who}>
          <Icon name="people" />
          <span>
            <strong>{who}</strong> <span>{by}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What is claimed, and what was seen. */
export function ClaimsPart({ risk }: { risk: Risk }): ReactNode {
  const { t } = useTranslation();
  return (
    <ul className="risk-lines">
      {risk.claims.map((claim) => (
        <li key={claim.id} className={claim.kept ? '' : 'risk-met'}>
          <Icon name={claim.kept ? 'check' : 'warning'} />
          <span>
            <strong>{t('risk.claimed', { claim: claim.says })}</strong>{' '}
            <span>
              {t('risk.observed', { days: claim.days, against: claim.against, among: claim.among })}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
