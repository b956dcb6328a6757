import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { useTranslation } from 'react-i18next';
import { DISCIPLINES, FUNCTIONS } from '../api/business.ts';
import type { Account, Atom } from '../api/types.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { IconButton } from '../ui/button.tsx';
import { Choices } from '../ui/choices.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Pick } from '../ui/pick.tsx';
import { SealSign } from '../ui/seal.tsx';
import { type AudienceDraft, atomKey, sameAtom, toggleExcept, toggleWho, toJson } from './draft.ts';
import { PersonSearch } from './person-search.tsx';
import { circlesQuery, spacesQuery } from './queries.ts';
import type { AudiencePhrases } from './say.ts';
import { usePhrases } from './use-phrases.ts';
import './audience.css';

type Functions = 'all' | NonNullable<Extract<Atom, { kind: 'staff' }>['in']>;
const functions: readonly Functions[] = ['all', ...FUNCTIONS];

const EXPERTS = 'experts ';

/** The staff of an organisation, all of it or in a function, or its experts in a discipline. */
const partOf = (organisation: string, value: string): Atom =>
  value.startsWith(EXPERTS)
    ? { kind: 'experts', organisation, in: value.slice(EXPERTS.length) }
    : { kind: 'staff', organisation, ...(value === 'all' ? {} : { in: value }) };

const plain: readonly { atom: Atom; icon: IconName }[] = [
  { atom: { kind: 'everyone' }, icon: 'globe' },
  { atom: { kind: 'network' }, icon: 'network' },
  { atom: { kind: 'connections' }, icon: 'people' },
  { atom: { kind: 'followers' }, icon: 'bell' },
  { atom: { kind: 'nobody' }, icon: 'lock' },
];

/** Kinds of sets that are added by somebody's name. */
const named: readonly Atom['kind'][] = ['persona', 'staff', 'experts', 'introduced'];

/** Puts an audience together from sets and people, and leaves some of them out. */
export function AudiencePicker({
  draft,
  onChange,
  inThread = false,
}: {
  draft: AudienceDraft;
  onChange: (draft: AudienceDraft) => void;
  inThread?: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: circles = [] } = useQuery(circlesQuery(client));
  const { data: spaces = [] } = useQuery(spacesQuery(client));
  const circleAtoms = circles.map(({ id }): Atom => ({ kind: 'circle', circle: id }));
  const spaceAtoms = spaces
    .filter(({ joined }) => joined)
    .map(({ id }): Atom => ({ kind: 'space', space: id }));
  const phrases = usePhrases(
    [toJson(draft), ...draft.who, ...draft.except, ...circleAtoms, ...spaceAtoms],
    inThread,
  );
  const toggle = (atom: Atom) => onChange(toggleWho(draft, atom));
  const rows = (atoms: readonly { atom: Atom; icon: IconName }[]) =>
    atoms.map(({ atom, icon }) => (
      <Row
        key={atomKey(atom)}
        icon={icon}
        title={phrases.atom(atom)}
        isSelected={draft.who.some((one) => sameAtom(one, atom))}
        onChange={() => toggle(atom)}
      />
    ));
  const people = draft.who.filter(({ kind }) => named.includes(kind));
  return (
    <div className="audience-picker">
      <div className="audience-group">{rows(plain)}</div>
      {circleAtoms.length === 0 ? null : (
        <fieldset className="audience-group">
          <legend>{t('audience.circles')}</legend>
          {rows(circleAtoms.map((atom) => ({ atom, icon: 'circle' })))}
        </fieldset>
      )}
      {spaceAtoms.length === 0 ? null : (
        <fieldset className="audience-group">
          <legend>{t('audience.spaces')}</legend>
          {rows(spaceAtoms.map((atom) => ({ atom, icon: 'space' })))}
        </fieldset>
      )}
      <fieldset className="audience-group">
        <legend>{t('audience.people')}</legend>
        <Named
          atoms={people}
          phrases={phrases}
          onRemove={toggle}
          onChange={(from, to) => onChange(replace(draft, from, to))}
        />
        <PersonSearch
          label={t('audience.addPerson')}
          kinds={['persona', 'organisation']}
          without={[client.persona]}
          onFound={(account) => toggle(atomFor(account))}
        />
      </fieldset>
      {draft.who.length < 2 ? null : (
        <Choices
          label={t('audience.join')}
          value={draft.join}
          onChange={(join) => onChange({ ...draft, join })}
          choices={[
            { value: 'any', title: t('audience.any') },
            { value: 'all', title: t('audience.all') },
          ]}
          inline
        />
      )}
      <Exceptions draft={draft} onChange={onChange} circles={circleAtoms} phrases={phrases} />
    </div>
  );
}

/** Whom the audience leaves out, whatever sets they are in. */
function Exceptions({
  draft,
  onChange,
  circles,
  phrases,
}: {
  draft: AudienceDraft;
  onChange: (draft: AudienceDraft) => void;
  circles: readonly Atom[];
  phrases: AudiencePhrases;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const toggle = (atom: Atom) => onChange(toggleExcept(draft, atom));
  const isOut = (atom: Atom) => draft.except.some((one) => sameAtom(one, atom));
  return (
    <details className="audience-except" open={draft.except.length > 0}>
      <summary>
        <Icon name="minus" />
        <span>{t('audience.leaveOut')}</span>
      </summary>
      <div className="audience-group">
        <Named
          atoms={draft.except.filter(({ kind }) => kind !== 'circle')}
          phrases={phrases}
          onRemove={toggle}
        />
        {circles.map((atom) => (
          <Row
            key={atomKey(atom)}
            icon="circle"
            title={phrases.atom(atom)}
            label={t('audience.exceptNamed', { name: phrases.atom(atom) })}
            isSelected={isOut(atom)}
            onChange={() => toggle(atom)}
          />
        ))}
        <PersonSearch
          label={t('audience.exceptPerson')}
          kinds={['persona', 'organisation']}
          without={[client.persona]}
          onFound={(account) => toggle(atomFor(account))}
        />
      </div>
    </details>
  );
}

const atomFor = (account: Account): Atom =>
  account.waxseal?.kind === 'organisation'
    ? { kind: 'staff', organisation: account.id }
    : { kind: 'persona', persona: account.id };

const replace = (draft: AudienceDraft, from: Atom, to: Atom): AudienceDraft => ({
  ...draft,
  who: draft.who.map((one) => (sameAtom(one, from) ? to : one)),
});

/** People and organisations that were added by name. */
function Named({
  atoms,
  phrases,
  onRemove,
  onChange,
}: {
  atoms: readonly Atom[];
  phrases: AudiencePhrases;
  onRemove: (atom: Atom) => void;
  onChange?: (from: Atom, to: Atom) => void;
}): ReactNode {
  const { t } = useTranslation();
  return atoms.map((atom) => (
    <div key={atomKey(atom)} className="audience-named">
      <span className="audience-named-words">{phrases.atom(atom)}</span>
      {(atom.kind === 'staff' || atom.kind === 'experts') && onChange !== undefined ? (
        <Pick
          label={t('audience.function')}
          value={atom.kind === 'experts' ? `${EXPERTS}${atom.in}` : (atom.in ?? 'all')}
          options={[
            ...functions.map((value) => ({
              value: value as string,
              title: t(`function.${value}` as 'function.all'),
            })),
            ...DISCIPLINES.map((name) => ({
              value: `${EXPERTS}${name}`,
              title: t('house.expertIn', { discipline: t(`discipline.${name}`) }),
            })),
          ]}
          onChange={(value) => onChange(atom, partOf(atom.organisation, value))}
        />
      ) : null}
      <IconButton
        icon="close"
        label={t('audience.remove', { name: phrases.atom(atom) })}
        onPress={() => onRemove(atom)}
      />
    </div>
  ));
}

function Row({
  icon,
  title,
  label,
  isSelected,
  onChange,
}: {
  icon: IconName;
  title: string;
  /** What it is called for readers, where the title alone would mislead. */
  label?: string;
  isSelected: boolean;
  onChange: () => void;
}): ReactNode {
  return (
    <Checkbox
      className="audience-row"
      isSelected={isSelected}
      onChange={onChange}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      <Icon name={icon} />
      <span className="audience-row-title">{title}</span>
      <span className="audience-row-mark" aria-hidden="true">
        <SealSign />
      </span>
    </Checkbox>
  );
}
