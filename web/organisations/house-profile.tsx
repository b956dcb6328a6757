import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeOrganisation, type LineKind, type OrganisationProfile } from '../api/organisations.ts';
import type { AudienceJson } from '../api/types.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Pick } from '../ui/pick.tsx';
import { useAction } from '../ui/use-action.ts';
import { useForm } from '../ui/use-form.ts';
import { houseKey } from './queries.ts';

const kinds: readonly LineKind[] = ['legal-name', 'country', 'website', 'contact', 'data-protection-contact'];
const audiences = ['everyone', 'network'] as const;

/** What the organisation says of itself. */
export function HouseProfile({ profile }: { profile: OrganisationProfile }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const form = useForm(['display_name', 'note']);
  const [name, setName] = useState(profile.account.display_name);
  const [note, setNote] = useState(profile.note);
  const [lines, setLines] = useState<Record<string, string>>(() =>
    Object.fromEntries(profile.lines.map(({ kind, value }) => [kind, value])),
  );
  const [to, setTo] = useState<(typeof audiences)[number]>('everyone');
  const { id } = profile.account;
  const send = async () => {
    const before = new Map(profile.lines.map(({ kind, value }) => [kind, value]));
    const audience: AudienceJson = { kind: to };
    const changed = kinds.filter((kind) => (lines[kind] ?? '') !== (before.get(kind) ?? ''));
    await changeOrganisation(client, id, {
      display_name: name,
      note,
      lines: Object.fromEntries(
        changed.map((kind) => [kind, lines[kind] ? { value: lines[kind], audience } : null]),
      ),
    });
    await act(() => Promise.resolve(), {
      touches: [houseKey(client, id), [client.persona, 'account', id]],
      says: t('house.profileSaved'),
    });
  };
  return (
    <section className="padded" aria-labelledby="house-profile-heading">
      <h2 id="house-profile-heading" className="section-heading section-heading-flush">
        {t('house.profile')}
      </h2>
      <Form state={form} onSubmit={send}>
        <Field
          label={t('house.name')}
          name="display_name"
          value={name}
          onChange={setName}
          maxLength={100}
          isRequired
        />
        <Field
          label={t('house.about')}
          name="note"
          value={note}
          onChange={setNote}
          lines={3}
          maxLength={2000}
        />
        {kinds.map((kind) => (
          <Field
            key={kind}
            label={t(`attribute.kind.${kind}`)}
            value={lines[kind] ?? ''}
            onChange={(value) => setLines({ ...lines, [kind]: value })}
            maxLength={500}
            {...(kind === 'data-protection-contact' ? { hint: t('house.dataProtectionHint') } : {})}
          />
        ))}
        <Pick
          label={t('house.shownTo')}
          options={audiences.map((value) => ({ value, title: t(`house.to.${value}`) }))}
          value={to}
          onChange={setTo}
        />
        <Button look="primary" type="submit" isPending={form.isPending}>
          {t('action.save')}
        </Button>
      </Form>
    </section>
  );
}
