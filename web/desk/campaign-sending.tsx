import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskName } from '../api/desk.ts';
import type { MatterLine } from '../api/sign-off.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { campaignIn } from '../sign-off/campaign-plan.ts';
import { matterQuery } from '../sign-off/queries.ts';
import { Button } from '../ui/button.tsx';
import { CameOf } from './came-of.tsx';
import { deskKey } from './queries.ts';
import { RecipientsChoice } from './recipients-choice.tsx';
import { useSending } from './use-sending.ts';

/** Sends what was signed, as it was signed, to those chosen. */
export function CampaignSending({ desk, matter }: { desk: DeskName; matter: MatterLine }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const own = matterQuery(client, desk.organisation, matter.id);
  const { data } = useQuery(own);
  const { sent, isBusy, send } = useSending(desk, [deskKey(client.persona), own.queryKey]);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const campaign = campaignIn(matter.in_force?.text);
  if (campaign === null) return null;
  const left = Math.max(campaign.most - (data?.sent ?? 0), 0);
  if (sent !== null) return <CameOf desk={desk} sent={sent} />;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        send({ personas: chosen, text: campaign.text });
      }}
    >
      <blockquote className="desk-letter">{campaign.text}</blockquote>
      <p className="field-hint">{t('desk.campaign.left', { count: left, most: campaign.most })}</p>
      <RecipientsChoice desk={desk} most={left} value={chosen} onChange={setChosen}>
        <Button
          look="primary"
          type="submit"
          isPending={isBusy}
          isDisabled={chosen.length === 0 || chosen.length > left}
        >
          {t('messages.send')}
        </Button>
      </RecipientsChoice>
    </form>
  );
}
