import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Atom, AudienceJson } from '../api/types.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { accountQuery, circlesQuery, spacesQuery } from './queries.ts';
import { type AudiencePhrases, atomsOf } from './say.ts';

/**
 * The phrases for the audiences given: circles, spaces and people by the names that the persona sees.
 * @param inThread whether it is about a reply, where "everyone" is whoever sees what it replies to
 */
export function usePhrases(audiences: readonly AudienceJson[], inThread = false): AudiencePhrases {
  const { t, i18n } = useTranslation();
  const { client, persona } = useSpeaking();
  const atoms = audiences.flatMap(atomsOf);
  const named = (kind: Atom['kind']) => atoms.some((atom) => atom.kind === kind);
  const { data: circles } = useQuery({ ...circlesQuery(client), enabled: named('circle') });
  const { data: spaces } = useQuery({ ...spacesQuery(client), enabled: named('space') });
  const actors = [...new Set(atoms.flatMap(actorOf))];
  const accounts = useQueries({
    queries: actors.map((id) => ({ ...accountQuery(client, id), staleTime: 300_000 })),
  });
  const nameOf = (id: string): string => {
    const account = accounts[actors.indexOf(id)]?.data;
    return account === undefined ? t('audience.someone') : faceOf(account).display_name;
  };
  return {
    language: i18n.language,
    nobody: t('audience.atom.nobody'),
    inAll: (list) => t('audience.inAll', { list }),
    except: (who, list) => t('audience.except', { who, list }),
    atom(atom) {
      switch (atom.kind) {
        case 'circle':
          return circles?.find(({ id }) => id === atom.circle)?.title ?? t('audience.aCircle');
        case 'space':
          return spaces?.find(({ id }) => id === atom.space)?.title ?? t('audience.aSpace');
        case 'persona':
          return nameOf(atom.persona);
        case 'introduced':
          return t('audience.introduced', { name: nameOf(atom.by) });
        case 'staff':
          return atom.in === undefined
            ? t('audience.staff', { organisation: nameOf(atom.organisation) })
            : t('audience.staffIn', {
                organisation: nameOf(atom.organisation),
                function: t(`function.${atom.in}` as 'function.sales'),
              });
        case 'experts':
          return t('audience.experts', {
            organisation: nameOf(atom.organisation),
            discipline: t(`discipline.${atom.in}` as 'discipline.legal'),
          });
        case 'network':
          return t('audience.atom.network', { network: persona.network.title });
        case 'everyone':
          return inThread ? t('audience.atom.thread') : t('audience.atom.everyone');
        default:
          return t(`audience.atom.${atom.kind}`);
      }
    },
  };
}

function actorOf(atom: Atom): string[] {
  if (atom.kind === 'persona') return [atom.persona];
  if (atom.kind === 'introduced') return [atom.by];
  return atom.kind === 'staff' || atom.kind === 'experts' ? [atom.organisation] : [];
}
