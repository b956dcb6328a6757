import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskName } from '../api/desk.ts';
import type { MatterLine } from '../api/sign-off.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { campaignIn } from '../sign-off/campaign-plan.ts';
import { mattersQuery } from '../sign-off/queries.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { CampaignDraft } from './campaign-draft.tsx';
import { CampaignSending } from './campaign-sending.tsx';

/** Writing to many: what is signed and can be sent, how far the others are, and how one begins. */
export function CampaignsSheet({ desk, onClose }: { desk: DeskName; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data, error, refetch } = useQuery(mattersQuery(client, desk.organisation));
  const [doing, setDoing] = useState<'draft' | MatterLine | null>(null);
  const campaigns = data?.filter(({ kind, state }) => kind === 'campaign' && state !== 'retired');
  if (doing === 'draft') {
    return (
      <Sheet title={t('desk.campaign.draft')} isOpen onClose={onClose}>
        <CampaignDraft desk={desk} />
      </Sheet>
    );
  }
  if (doing !== null) {
    return (
      <Sheet title={doing.title} isOpen onClose={onClose}>
        <CampaignSending desk={desk} matter={doing} />
      </Sheet>
    );
  }
  return (
    <Sheet title={t('desk.campaign.title')} isOpen onClose={onClose}>
      <p className="field-hint">{t('desk.campaign.text')}</p>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {data === undefined && error === null ? <Skeleton rows={2} /> : null}
      {campaigns?.length === 0 ? <p>{t('desk.campaign.none')}</p> : null}
      <ul className="rule-list">
        {campaigns?.map((matter) => (
          <li key={matter.id} className="rule">
            <span className="rule-words">
              <Link
                to="/sign-off/$organisation/$matter"
                params={{ organisation: desk.organisation, matter: matter.id }}
              >
                {matter.title}
              </Link>
              <small>{t(`signOff.state.${matter.state}`)}</small>
            </span>
            {campaignIn(matter.in_force?.text)?.function === desk.function ? (
              <Button size="small" look="primary" onPress={() => setDoing(matter)}>
                {t('desk.campaign.send')}
                <span className="visually-hidden"> {matter.title}</span>
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <Button icon="plus" onPress={() => setDoing('draft')}>
        {t('desk.campaign.draft')}
      </Button>
    </Sheet>
  );
}
