import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AttributeSet, deleteSet } from '../api/attribute-sets.ts';
import { listText } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { ApplySet } from './apply-set.tsx';
import { EditSet } from './edit-set.tsx';
import { setsQuery } from './queries.ts';
import '../privacy/privacy.css';
import './attributes.css';

/** Sets of attributes: made once, and applied to a persona after a look at what that changes. */
export function SetsScreen(): ReactNode {
  const { t } = useTranslation();
  const { client, persona } = useSpeaking();
  const [making, setMaking] = useState(false);
  const { data: sets, error, refetch } = useQuery(setsQuery(client));
  return (
    <Page
      title={t('sets.title')}
      intro={t('sets.intro', { name: persona.display_name, network: persona.network.title })}
      tools={
        <Button look="primary" icon="plus" onPress={() => setMaking(true)}>
          {t('sets.make')}
        </Button>
      }
    >
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {sets === undefined && error === null ? <Skeleton /> : null}
      <div className="control-rules">
        {sets?.map((set) => (
          <OneSet key={set.id} set={set} />
        ))}
        <p>
          <Link to="/attributes">{t('sets.attributes')}</Link>
        </p>
      </div>
      {making ? <EditSet onClose={() => setMaking(false)} /> : null}
    </Page>
  );
}

function OneSet({ set }: { set: AttributeSet }): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const [open, setOpen] = useState<'apply' | 'edit' | 'delete' | null>(null);
  const title = useSetTitle()(set);
  const close = () => setOpen(null);
  const shown = set.items.filter(({ audience }) => audience.kind !== 'nobody');
  const kinds = shown.map(({ kind, precision }) => {
    const name = t(`attribute.kind.${kind}` as 'attribute.kind.name');
    return precision === 'exact'
      ? name
      : `${name} (${t(`attribute.precision.${precision}` as 'attribute.precision.exact')})`;
  });
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <p>{kinds.length === 0 ? t('sets.nothing') : listText(kinds, 'and', i18n.language)}</p>
      <div className="rule-deeds">
        <Button icon="eye" onPress={() => setOpen('apply')}>
          {t('sets.look')}
          <span className="visually-hidden"> {title}</span>
        </Button>
        {set.ready ? null : (
          <>
            <Button look="quiet" icon="pen" onPress={() => setOpen('edit')}>
              {t('sets.edit')}
              <span className="visually-hidden"> {title}</span>
            </Button>
            <Button look="quiet" icon="trash" onPress={() => setOpen('delete')}>
              {t('attributes.delete')}
              <span className="visually-hidden"> {title}</span>
            </Button>
          </>
        )}
      </div>
      {open === 'apply' ? <ApplySet set={set} title={title} onClose={close} /> : null}
      {open === 'edit' ? <EditSet set={set} onClose={close} /> : null}
      <Confirm
        isOpen={open === 'delete'}
        title={t('attributes.deleteTitle', { kind: title })}
        action={t('attributes.delete')}
        onClose={close}
        onConfirm={() => act(() => deleteSet(client, set.id), { touches: [[client.persona, 'sets']] })}
      >
        {t('sets.deleteText')}
      </Confirm>
    </section>
  );
}

/** What comes ready goes by a name in the reader's language. */
function useSetTitle(): (set: AttributeSet) => string {
  const { t } = useTranslation();
  return ({ id, title, ready }) => (ready ? t(`sets.ready.${id}` as 'sets.ready.sealed') : title);
}
