import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type JoinAttribute, joinNetwork } from '../api/session.ts';
import type { LeastAudience, Naming, Network } from '../api/types.ts';
import { rememberChoice } from '../personas/choice.ts';
import { personasQuery } from '../session/queries.ts';
import { Button } from '../ui/button.tsx';
import { Choices } from '../ui/choices.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Icon } from '../ui/icon.tsx';
import { Pick } from '../ui/pick.tsx';
import { say } from '../ui/toasts.tsx';
import { useForm } from '../ui/use-form.ts';
import { audiencesFrom } from './least-audience.ts';
import { usePlainAudience } from './rules.tsx';

const namings: readonly Naming[] = ['chosen', 'pseudonym', 'legal'];

/** How one enters a network: under which name, seen and found by whom, and with what it asks for. */
export function JoinForm({ network }: { network: Network }): ReactNode {
  const { t } = useTranslation();
  const { rules } = network;
  const form = useForm(['handle', 'display_name', 'note', 'invite', 'words', 'naming']);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [handle, setHandle] = useState('');
  const [naming, setNaming] = useState<Naming>(rules.naming === 'legal' ? 'legal' : 'chosen');
  const [note, setNote] = useState('');
  const [invite, setInvite] = useState('');
  const [words, setWords] = useState('');
  const [see, setSee] = useState<LeastAudience>('network');
  const [find, setFind] = useState<LeastAudience>('network');
  const [waits, setWaits] = useState(false);
  const [given, setGiven] = useState<readonly JoinAttribute[]>(() =>
    rules.asks.map(({ kind, precision, least_audience }) => ({
      kind,
      precision,
      value: '',
      audience: least_audience,
    })),
  );
  const send = async () => {
    const persona = await joinNetwork({
      network: network.slug,
      handle,
      display_name: name,
      naming,
      note,
      ...(invite === '' ? {} : { invite: invite.trim() }),
      ...(words === '' ? {} : { words }),
      presence: { see: { kind: see }, find: { kind: find } },
      attributes: [...given],
    });
    await queries.invalidateQueries({ queryKey: personasQuery.queryKey });
    if (persona.state === 'waiting') {
      setWaits(true);
      return;
    }
    rememberChoice(persona.id);
    say(t('personas.now', { name: persona.display_name, network: persona.network.title }));
    await navigate({ to: '/' });
  };
  if (waits) {
    return (
      <div className="panel" role="status">
        <p className="network-mine">
          <Icon name="hourglass" />
          <span>{t('join.waits', { network: network.title })}</span>
        </p>
        <Link to="/networks" className="button button-plain button-usual">
          {t('join.toNetworks')}
        </Link>
      </div>
    );
  }
  return (
    <Form state={form} onSubmit={send}>
      <fieldset className="fieldset">
        <legend>{t('join.persona')}</legend>
        <p className="fieldset-text">{t('join.personaText')}</p>
        <Choices
          label={t('persona.naming')}
          value={naming}
          onChange={setNaming}
          choices={namings
            .filter((value) => rules.naming === 'any' || value === 'legal')
            .map((value) => ({
              value,
              title: t(`persona.namings.${value}.title`),
              text: t(`persona.namings.${value}.text`),
            }))}
        />
        <Field label={t('persona.name')} name="display_name" value={name} onChange={setName} isRequired />
        <Field
          label={t('persona.handle')}
          name="handle"
          prefix="@"
          autoComplete="off"
          value={handle}
          onChange={setHandle}
          hint={t('persona.handleHint')}
          isRequired
        />
        <Field label={t('persona.note')} name="note" value={note} onChange={setNote} lines={2} />
      </fieldset>
      <fieldset className="fieldset">
        <legend>{t('join.presence')}</legend>
        <AudienceChoice
          label={t('join.see')}
          least={rules.least_presence.see}
          value={see}
          onChange={setSee}
        />
        <AudienceChoice
          label={t('join.find')}
          least={rules.least_presence.find}
          value={find}
          onChange={setFind}
        />
      </fieldset>
      {given.length === 0 ? null : (
        <fieldset className="fieldset">
          <legend>{t('join.asked')}</legend>
          <p className="fieldset-text">{t('join.askedText')}</p>
          {given.map((one, i) => (
            <AskedAttribute
              key={one.kind}
              network={network}
              given={one}
              onChange={(changed) => setGiven(given.map((other, j) => (i === j ? changed : other)))}
            />
          ))}
        </fieldset>
      )}
      {rules.join === 'invited' ? (
        <Field
          label={t('join.invite')}
          name="invite"
          autoComplete="off"
          value={invite}
          onChange={setInvite}
          hint={t('join.inviteHint')}
          isRequired
        />
      ) : null}
      {rules.join === 'approval' ? (
        <Field
          label={t('join.words')}
          name="words"
          value={words}
          onChange={setWords}
          lines={3}
          hint={t('join.wordsHint')}
        />
      ) : null}
      <Button look="primary" type="submit" isPending={form.isPending}>
        {t(`networks.join.${rules.join}`)}
      </Button>
    </Form>
  );
}

function AudienceChoice({
  label,
  least,
  value,
  onChange,
}: {
  label: string;
  least: LeastAudience;
  value: LeastAudience;
  onChange: (value: LeastAudience) => void;
}): ReactNode {
  const phrase = usePlainAudience();
  const options = audiencesFrom(least).map((kind) => ({ value: kind, title: phrase({ kind }) }));
  return <Pick label={label} options={options} value={value} onChange={onChange} />;
}

function AskedAttribute({
  network,
  given,
  onChange,
}: {
  network: Network;
  given: JoinAttribute;
  onChange: (given: JoinAttribute) => void;
}): ReactNode {
  const { t } = useTranslation();
  const phrase = usePlainAudience();
  const ask = network.rules.asks.find(({ kind }) => kind === given.kind);
  const kind = t(`attribute.kind.${given.kind}` as 'attribute.kind.name');
  return (
    <Field
      label={kind}
      name={`attributes.${given.kind}`}
      type={given.kind === 'birth-date' ? 'date' : 'text'}
      value={given.value}
      onChange={(value) => onChange({ ...given, value })}
      hint={t('join.askedHint', {
        precision: t(`attribute.precision.${given.precision}` as 'attribute.precision.exact'),
        who: phrase(ask?.least_audience ?? { kind: 'network' }),
      })}
      isRequired
    />
  );
}
