import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReachQuestion } from '../api/privacy.ts';
import { ReachBox } from '../audience/reach-box.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import type { Giveaways } from './use-giveaways.ts';
import { excerpt, keyOf, type Texts, type Warning, without } from './warnings.ts';
import './giveaway.css';

/**
 * What a text gives away: what, where, and with what one can do about it. It stands beside the button that sends, and
 * blocks nothing.
 * @param reach where who would see it isn't on the screen already
 */
export function GiveawayPanel({
  giveaways,
  texts,
  onChange,
  reach,
}: {
  giveaways: Giveaways;
  texts: Texts;
  /** Takes a text with a piece taken out. */
  onChange: (field: Warning['field'], text: string) => void;
  reach?: ReachQuestion | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const lead = useRef<HTMLParagraphElement>(null);
  const { warnings, isAsking, accept } = giveaways;
  useEffect(() => {
    if (isAsking) lead.current?.focus();
  }, [isAsking]);
  return (
    <div className="giveaway-place" role="status">
      {warnings.length === 0 ? null : (
        <div className={isAsking ? 'giveaway giveaway-asking' : 'giveaway'}>
          <p className="giveaway-lead" ref={lead} tabIndex={-1}>
            <Icon name="eye" />
            <span>
              <strong>{t('giveaway.title', { count: warnings.length })}</strong>{' '}
              {t(isAsking ? 'giveaway.asking' : 'giveaway.calm')}
            </span>
          </p>
          <ul className="giveaway-list">
            {warnings.map((warning) => (
              <Row
                key={`${warning.field} ${keyOf(warning)}`}
                warning={warning}
                text={texts[warning.field]}
                onTakeOut={() => onChange(warning.field, without(texts[warning.field], warning))}
                onAccept={() => accept(warning)}
              />
            ))}
          </ul>
          {reach === undefined ? null : <ReachBox question={reach} brief />}
        </div>
      )}
    </div>
  );
}

function Row({
  warning,
  text,
  onTakeOut,
  onAccept,
}: {
  warning: Warning;
  text: string;
  onTakeOut: () => void;
  onAccept: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [before, piece, behind] = excerpt(text, warning);
  const { kind, attribute, labelled } = warning;
  const what = labelled
    ? t('giveaway.labelled', { title: labelled.title, label: t(`files.labels.${labelled.label}`) })
    : attribute === null
      ? t(`giveaway.kind.${kind}`)
      : t('giveaway.withheld', { attribute: t(`attribute.kind.${attribute}` as 'attribute.kind.name') });
  return (
    <li className="giveaway-row">
      <span className="giveaway-what">{what}</span>
      <q className="giveaway-piece">
        {before}
        <mark>{piece}</mark>
        {behind}
      </q>
      <span className="giveaway-deeds">
        <Button size="small" onPress={onTakeOut}>
          {t('giveaway.takeOut')}
          <span className="visually-hidden"> {what}</span>
        </Button>
        <Button size="small" look="quiet" onPress={onAccept}>
          {t('giveaway.leaveIn')}
          <span className="visually-hidden"> {what}</span>
        </Button>
      </span>
    </li>
  );
}
