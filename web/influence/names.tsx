import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askNames, type NamedMembers } from '../api/influence.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Person } from '../ui/person.tsx';
import { useAction } from '../ui/use-action.ts';
import { useInfluenceWords } from './words.ts';

/** Members with influence by name: those who let it, each of whom reads what was told of them. */
export function Names({ organisation, fn }: { organisation: string; fn: string }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const words = useInfluenceWords();
  const [found, setFound] = useState<NamedMembers | null>(null);
  return (
    <section aria-labelledby="influence-names">
      <h2 id="influence-names">{t('influence.names')}</h2>
      <p>{t('influence.namesText')}</p>
      <Button
        isPending={isBusy}
        onPress={() => act(async () => setFound(await askNames(client, organisation, fn)), {})}
      >
        {t('influence.askNames')}
      </Button>
      {found === null ? null : (
        <>
          <p role="status">
            {found.among === 0
              ? t('influence.nobody')
              : t('influence.among', { count: found.members.length, among: found.among })}
            {found.sampled ? ` ${t('influence.sampled')}` : null}
          </p>
          <ol className="influence-people">
            {found.members.map(({ account, ...worth }) => (
              <li key={account.id}>
                <Person account={account} below={words.worth(worth)} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
