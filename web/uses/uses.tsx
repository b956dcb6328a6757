import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type DataUse, listUses, readUseProof, USES, type UsedGrant } from '../api/uses.ts';
import { fullDate, fullTime, listText } from '../i18n/format.ts';
import { useInfluenceWords } from '../influence/words.ts';
import { saveFile } from '../ledger/save-file.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { OlderList } from '../ui/older-list.tsx';
import { Page } from '../ui/page.tsx';
import { useAction } from '../ui/use-action.ts';

/** Which organisations used what of one's own, when, for what and under which grant, with a proof of each. */
export function UsesScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const query = useInfiniteQuery({
    queryKey: [client.persona, 'uses'],
    queryFn: ({ pageParam }: { pageParam: string | undefined }) => listUses(client, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: readonly DataUse[]) => (last.length < USES ? undefined : last.at(-1)?.id),
  });
  const uses = query.data?.pages.flat();
  return (
    <Page
      title={t('uses.title')}
      intro={t('uses.intro')}
      tools={<Link to="/verify">{t('ledger.verify')}</Link>}
    >
      <OlderList
        query={query}
        items={uses}
        none={{ title: t('uses.none'), text: t('uses.noneText') }}
        keyOf={({ id }) => id}
      >
        {(use) => <UseLine use={use} />}
      </OlderList>
    </Page>
  );
}

function UseLine({ use }: { use: DataUse }): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const influence = useInfluenceWords();
  const who =
    use.function === null
      ? use.organisation.display_name
      : t('uses.who', {
          organisation: use.organisation.display_name,
          function: t(`function.${use.function}` as 'function.all'),
        });
  const kinds = use.kinds.map((kind) => t(`attribute.kind.${kind}` as 'attribute.kind.name').toLowerCase());
  const did = t(`uses.deed.${use.deed}` as 'uses.deed.read', {
    what: kinds.length === 0 ? t('uses.something') : listText(kinds, 'and', i18n.language),
  });
  return (
    <>
      <div className="rule-words">
        <strong>{who}</strong> {did}
        <small>
          <time dateTime={use.at}>{fullTime(new Date(use.at), i18n.language)}</time>
          {' · '}
          {t(`grants.purpose.${use.purpose}` as 'grants.purpose.reading')}
          {' · '}
          <Link to="/organisations/$id/processing" params={{ id: use.organisation.id }}>
            {t('notice.heading', { organisation: use.organisation.display_name })}
          </Link>
        </small>
        {use.influence === null ? null : (
          <small>
            {t('uses.influence', { among: use.influence.among, worth: influence.worth(use.influence) })}
          </small>
        )}
        {use.grants.map((grant) => (
          <small key={grant.id}>
            <GrantWords grant={grant} />
          </small>
        ))}
      </div>
      {use.place === null ? (
        <small>{t('uses.pending')}</small>
      ) : (
        <Button
          size="small"
          icon="download"
          isPending={isBusy}
          onPress={() =>
            act(async () => saveFile(`ledger-use-${use.place}.json`, await readUseProof(client, use.id)), {})
          }
        >
          {t('ledger.proof')}
          <span className="visually-hidden"> {t('ledger.proofOf', { what: `${who} ${did}` })}</span>
        </Button>
      )}
    </>
  );
}

/** What let it: a grant that goes on leads to where it can be ended. */
function GrantWords({ grant }: { grant: UsedGrant }): ReactNode {
  const { t, i18n } = useTranslation();
  const day = (at: string) => fullDate(new Date(at), i18n.language);
  const act = (['contact', 'request-contact'] as const).find((one) => grant.actions.includes(one));
  const what = act === undefined ? grant.object.text : t(`uses.act.${act}`);
  const said = { what, audience: grant.audience_text, from: day(grant.from) };
  const isOver = grant.until !== null && new Date(grant.until) <= new Date();
  if (isOver) return t('uses.ended', { ...said, until: day(grant.until ?? '') });
  return (
    <>
      {t('uses.grant', said)} <Link to="/grants">{t('uses.see')}</Link>
    </>
  );
}
