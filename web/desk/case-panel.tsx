import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseAttribute, Desk, OpenedCase } from '../api/desk.ts';
import { fullDate } from '../i18n/format.ts';
import { Pick } from '../ui/pick.tsx';
import { useSeatName } from './seat-name.ts';

const NOBODY = 'nobody';

/** Beside what is said: who has it, what it is filed under, and what this conversation reveals, no more. */
export function CasePanel({
  desk,
  one,
  assign,
}: {
  desk: Desk;
  one: OpenedCase;
  assign: (seat: string | null) => unknown;
}): ReactNode {
  const { t } = useTranslation();
  const seatName = useSeatName();
  const { seat, tags, shown, handover_to: to, state } = one;
  return (
    <div className="desk-panel">
      <div className="desk-facts">
        <span className={`desk-state desk-state-${state}`}>{t(`desk.state.${state}`)}</span>
        {tags.map((tag) => (
          <span key={tag.id} className="desk-tag">
            {tag.name}
          </span>
        ))}
        {to === null ? null : (
          <span className="desk-asked">{t('desk.handoverAsked', { function: t(`function.${to}`) })}</span>
        )}
      </div>
      <Pick
        label={t('desk.assigned')}
        value={seat?.id ?? NOBODY}
        onChange={(to) => assign(to === NOBODY ? null : to)}
        options={[
          { value: NOBODY, title: t('desk.nobody') },
          ...desk.seats.map((other) => ({
            value: other.id,
            title: other.mine ? t('desk.yours', { seat: seatName(other) }) : seatName(other),
          })),
        ]}
      />
      <section aria-labelledby="desk-shown">
        <h3 id="desk-shown">{t('desk.shown')}</h3>
        {shown.length === 0 ? <p>{t('desk.shownNothing')}</p> : null}
        <dl className="desk-shown">
          {shown.map((attribute) => (
            <Shown key={attribute.id} attribute={attribute} />
          ))}
        </dl>
        {shown.length === 0 ? null : <p>{t('desk.shownNoted')}</p>}
      </section>
    </div>
  );
}

function Shown({ attribute }: { attribute: CaseAttribute }): ReactNode {
  const { t, i18n } = useTranslation();
  const { kind, value, from, until } = attribute;
  const day = (at: string) => fullDate(new Date(at), i18n.language);
  return (
    <div>
      <dt>{t(`attribute.kind.${kind}` as 'attribute.kind.name')}</dt>
      <dd>
        {value}
        <small>
          {until === null
            ? t('desk.shownSince', { from: day(from) })
            : t('desk.shownUntil', { from: day(from), until: day(until) })}
        </small>
      </dd>
    </div>
  );
}
