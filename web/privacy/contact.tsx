import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Switch } from 'react-aria-components/Switch';
import { useTranslation } from 'react-i18next';
import { answerContact, type ContactAnswer, type ContactRule, changeContactRule } from '../api/controls.ts';
import { PersonSearch } from '../audience/person-search.tsx';
import { usePhrases } from '../audience/use-phrases.ts';
import { Answers } from '../connections/connections.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Choices } from '../ui/choices.tsx';
import { Field } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { Person } from '../ui/person.tsx';
import { Pick } from '../ui/pick.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { ContactCaps } from './contact-caps.tsx';
import { contactRequestsQuery, contactRulesQuery } from './queries.ts';
import { useDecided } from './use-decided.ts';
import './privacy.css';

const answers: readonly ContactAnswer[] = ['yes', 'ask', 'no'];

/** Control 5: for which business functions organisations may write to one, here. */
export function ContactScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: rules, error, refetch } = useQuery(contactRulesQuery(client));
  return (
    <Page title={t('privacy.contact.title')} intro={t('privacy.contact.intro')}>
      <Requests />
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {rules === undefined ? (
        <Skeleton />
      ) : (
        <div className="control-rules">
          {rules.map((rule) => (
            // Made anew when what is there has changed.
            <Rule key={`${rule.function} ${rule.etag}`} rule={rule} />
          ))}
          <ContactCaps />
        </div>
      )}
    </Page>
  );
}

function Requests(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const { data: requests = [] } = useQuery(contactRequestsQuery(client));
  const touches = ['requests', 'contact-rules', 'grants'].map((part) => [client.persona, part]);
  if (requests.length === 0) return null;
  return (
    <section aria-labelledby="contact-requests" className="requests">
      <h2 id="contact-requests" className="section-heading">
        {t('privacy.contact.requests')}
      </h2>
      <ul className="people">
        {requests.map(({ id, organisation, function: fn }) => (
          <li key={id}>
            <Person
              account={organisation}
              below={t('privacy.contact.asks', { function: t(`function.${fn}`) })}
            >
              <Answers
                name={faceOf(organisation).display_name}
                onApprove={() => act(() => answerContact(client, id, 'approve'), { touches })}
                onRefuse={() => act(() => answerContact(client, id, 'refuse'), { touches })}
              />
            </Person>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Rule({ rule }: { rule: ContactRule }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const decided = useDecided();
  const [draft, setDraft] = useState(rule);
  const [place, setPlace] = useState(rule.preferred?.place ?? '');
  const [told, setTold] = useState(rule.preferred?.told ?? false);
  const named = draft.organisations.map(
    ({ organisation }) => ({ kind: 'persona', persona: organisation }) as const,
  );
  const phrases = usePhrases(named);
  const isChanged =
    JSON.stringify(draft) !== JSON.stringify(rule) ||
    place !== (rule.preferred?.place ?? '') ||
    (place !== '' && told !== (rule.preferred?.told ?? false));
  const options = answers.map((value) => ({ value, title: t(`privacy.contact.answer.${value}`) }));
  const change = (organisation: string, answer: ContactAnswer | null) =>
    setDraft({
      ...draft,
      organisations: [
        ...draft.organisations.filter((one) => one.organisation !== organisation),
        ...(answer === null ? [] : [{ organisation, answer }]),
      ],
    });
  const save = () => {
    const preferred = place.trim() === '' ? null : { place: place.trim(), told };
    return act(() => changeContactRule(client, { ...draft, preferred }), {
      says: () => decided(t('privacy.saved')),
      touches: [
        [client.persona, 'contact-rules'],
        [client.persona, 'grants'],
      ],
    });
  };
  const title = t(`function.${rule.function}`);
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {rule.function === 'support' ? <p className="control-now">{t('privacy.contact.supportNote')}</p> : null}
      <Choices
        label={t('privacy.contact.anybody')}
        choices={options}
        value={draft.anybody}
        onChange={(anybody) => setDraft({ ...draft, anybody })}
        inline
      />
      <ul className="rule-list">
        {draft.organisations.map(({ organisation, answer }, n) => {
          const name = phrases.atom(named[n] ?? { kind: 'nobody' });
          return (
            <li key={organisation} className="rule">
              <span className="rule-words">{name}</span>
              <Pick
                label={t('privacy.contact.answerOf', { name })}
                options={options}
                value={answer}
                onChange={(value) => change(organisation, value)}
              />
              <IconButton
                icon="close"
                label={t('audience.remove', { name })}
                onPress={() => change(organisation, null)}
              />
            </li>
          );
        })}
      </ul>
      <PersonSearch
        label={t('privacy.contact.addOrganisation')}
        kinds={['organisation']}
        without={draft.organisations.map(({ organisation }) => organisation)}
        onFound={({ id }) => change(id, draft.anybody === 'no' ? 'yes' : 'no')}
      />
      <Field
        label={t('privacy.contact.preferred')}
        hint={t('privacy.contact.preferredHint')}
        value={place}
        onChange={setPlace}
        maxLength={200}
      />
      {place.trim() === '' ? null : (
        <Switch className="switch" isSelected={told} onChange={setTold}>
          <span className="switch-track" aria-hidden="true" />
          <span>{t('privacy.contact.told')}</span>
        </Switch>
      )}
      {isChanged ? (
        <Button look="primary" onPress={save} isPending={isBusy}>
          {t('action.save')}
          <span className="visually-hidden"> {title}</span>
        </Button>
      ) : null}
    </section>
  );
}
