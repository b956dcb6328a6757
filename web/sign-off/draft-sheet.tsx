import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeMatter, draftMatter, type Matter } from '../api/sign-off.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { PolicyEditor } from '../policies/editor.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Pick } from '../ui/pick.tsx';
import { useForm } from '../ui/use-form.ts';
import { CampaignFields } from './campaign-fields.tsx';
import { campaignDraft, campaignText } from './campaign-plan.ts';
import { NetworkPlanFields, networkDraft } from './network-plan.tsx';

/** What is begun here; audiences and tables are put before the experts from their own page. */
const KINDS = ['policy', 'campaign', 'network'] as const;
const SCOPES = ['organisation', 'network'] as const;
const FIELDS = ['title', 'text', 'kind', 'scope'];

/** A draft as it is begun, or another version of a matter. */
export function DraftSheet({
  organisation,
  matter,
  onClose,
}: {
  organisation: string;
  matter?: Matter;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client, persona } = useSpeaking();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [kind, setKind] = useState<(typeof KINDS)[number]>(
    (matter?.kind as 'policy' | undefined) ?? 'policy',
  );
  // What the editor says of the text stands beside it.
  const form = useForm(kind === 'policy' || kind === 'campaign' ? ['title', 'kind', 'scope'] : FIELDS);
  const [scope, setScope] = useState<(typeof SCOPES)[number]>('organisation');
  const [title, setTitle] = useState(matter?.title ?? '');
  const [text, setText] = useState(matter === undefined ? '' : (matter.in_force?.text ?? matter.text));
  const [campaign, setCampaign] = useState(() => campaignDraft(text));
  const [network, setNetwork] = useState(() => networkDraft(text));
  const send = async () => {
    const written =
      kind === 'campaign' ? campaignText(campaign) : kind === 'network' ? JSON.stringify(network) : text;
    const saved =
      matter === undefined
        ? await draftMatter(client, organisation, { kind, scope, title, text: written })
        : await changeMatter(client, organisation, matter.id, { title, text: written });
    await queries.invalidateQueries({ queryKey: [client.persona, 'matters', organisation] });
    onClose();
    if (matter === undefined) {
      navigate({ to: '/sign-off/$organisation/$matter', params: { organisation, matter: saved.id } });
    }
  };
  return (
    <Sheet
      title={t(matter === undefined ? 'signOff.draft' : 'signOff.change')}
      isOpen
      onClose={onClose}
      size="wide"
    >
      <Form state={form} onSubmit={send}>
        {matter === undefined ? (
          <>
            <Pick
              label={t('signOff.what')}
              options={KINDS.map((value) => ({ value, title: t(`signOff.kind.${value}`) }))}
              value={kind}
              onChange={setKind}
            />
            <p className="matter-note">
              <Link to="/organisations/$id/audiences" params={{ id: organisation }}>
                {t('signOff.audiencesElsewhere')}
              </Link>
            </p>
            {kind === 'policy' ? (
              <Pick
                label={t('signOff.scope')}
                options={SCOPES.map((value) => ({ value, title: t(`signOff.scopeOf.${value}`) }))}
                value={scope}
                onChange={setScope}
              />
            ) : null}
          </>
        ) : (
          <p>{t('signOff.changeText')}</p>
        )}
        <Field name="title" label={t('signOff.titleField')} value={title} onChange={setTitle} isRequired />
        {kind === 'policy' ? (
          <PolicyEditor
            text={text}
            onChange={setText}
            kind={persona.network.kind}
            scope={matter?.scope ?? scope}
          />
        ) : kind === 'campaign' ? (
          <CampaignFields value={campaign} onChange={setCampaign} />
        ) : kind === 'network' ? (
          <NetworkPlanFields value={network} onChange={setNetwork} />
        ) : (
          <Field
            name="text"
            label={t('signOff.text')}
            value={text}
            onChange={setText}
            lines={12}
            isRequired
            hint={t('signOff.jsonHint')}
          />
        )}
        <Button look="primary" type="submit" isPending={form.isPending}>
          {t('action.save')}
        </Button>
      </Form>
    </Sheet>
  );
}
