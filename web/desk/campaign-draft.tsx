import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskName } from '../api/desk.ts';
import { draftMatter } from '../api/sign-off.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { CampaignFields } from '../sign-off/campaign-fields.tsx';
import { campaignDraft, campaignsOf, campaignText } from '../sign-off/campaign-plan.ts';
import { mattersQuery } from '../sign-off/queries.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { useForm } from '../ui/use-form.ts';

/** What experts are to sign of a campaign. It is put before them on its own page. */
export function CampaignDraft({ desk }: { desk: DeskName }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const form = useForm(['title']);
  const [title, setTitle] = useState('');
  const [plan, setPlan] = useState(() => campaignDraft('', campaignsOf(desk.function) ?? undefined));
  const save = async () => {
    const { organisation } = desk;
    const draft = { kind: 'campaign', scope: 'organisation', title, text: campaignText(plan) };
    const { id } = await draftMatter(client, organisation, draft);
    await queries.invalidateQueries({ queryKey: mattersQuery(client, organisation).queryKey });
    navigate({ to: '/sign-off/$organisation/$matter', params: { organisation, matter: id } });
  };
  return (
    <Form state={form} onSubmit={save}>
      <p className="field-hint">{t('desk.campaign.draftText')}</p>
      <Field name="title" label={t('signOff.titleField')} value={title} onChange={setTitle} isRequired />
      <CampaignFields value={plan} onChange={setPlan} />
      <Button look="primary" type="submit" isPending={form.isPending}>
        {t('action.save')}
      </Button>
    </Form>
  );
}
