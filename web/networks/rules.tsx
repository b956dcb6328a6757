import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AudienceJson, Network } from '../api/types.ts';
import { listText } from '../i18n/format.ts';
import { Icon, type IconName } from '../ui/icon.tsx';

/** Whom a plain audience is, as a network says it of itself. */
export function usePlainAudience(): (audience: AudienceJson) => string {
  const { t } = useTranslation();
  return (audience) => {
    const kind = 'kind' in audience ? audience.kind : 'network';
    return kind === 'everyone' || kind === 'signed-in' || kind === 'nobody' || kind === 'network'
      ? t(`audience.of.${kind}`)
      : t('audience.of.network');
  };
}

/** What a network asks of whoever joins it, in full, before they do. */
export function Rules({ network }: { network: Network }): ReactNode {
  const { t, i18n } = useTranslation();
  const say = usePlainAudience();
  const { rules } = network;
  return (
    <ul className="rules">
      <Rule icon="door">
        {rules.join === 'domain'
          ? t('rules.domain', { domains: listText(rules.domains ?? [], 'or', i18n.language) })
          : t(`rules.${rules.join}`)}
      </Rule>
      <Rule icon="person">{t(`rules.naming.${rules.naming}`)}</Rule>
      <Rule icon="swap">{t('rules.personas', { count: rules.personas_per_account })}</Rule>
      {rules.least_presence.see === 'nobody' ? null : (
        <Rule icon="eye">{t('rules.see', { who: say({ kind: rules.least_presence.see }) })}</Rule>
      )}
      {rules.least_presence.find === 'nobody' ? null : (
        <Rule icon="search">{t('rules.find', { who: say({ kind: rules.least_presence.find }) })}</Rule>
      )}
      {rules.asks.map((ask) => (
        <Rule icon="key" key={ask.kind}>
          {t('rules.asks', {
            attribute: t(`attribute.kind.${ask.kind}` as 'attribute.kind.name'),
            precision: t(`attribute.precision.${ask.precision}` as 'attribute.precision.exact'),
            who: say(ask.least_audience),
          })}
        </Rule>
      ))}
      {rules.asks.length === 0 ? <Rule icon="key">{t('rules.asksNothing')}</Rule> : null}
    </ul>
  );
}

function Rule({ icon, children }: { icon: IconName; children: ReactNode }): ReactNode {
  return (
    <li>
      <Icon name={icon} />
      <span>{children}</span>
    </li>
  );
}
