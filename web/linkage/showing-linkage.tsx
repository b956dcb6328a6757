import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { checkLinkage } from '../api/linkage.ts';
import type { AudienceJson } from '../api/types.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { LinkagePanel } from './linkage-panel.tsx';

/** What showing an attribute so would tie the persona to, where the account has others. */
export function ShowingLinkage({
  attribute,
  precision,
  audience,
}: {
  attribute: string;
  precision: string;
  audience: AudienceJson;
}): ReactNode {
  const { persona, personas } = useSpeaking();
  const revealing = { persona: persona.id, attribute: { id: attribute, precision }, audience };
  const { data } = useQuery({
    queryKey: [persona.id, 'linkage', revealing],
    queryFn: ({ signal }) => checkLinkage(revealing, signal),
    enabled: personas.length > 1,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  return <LinkagePanel linkages={data?.linkages ?? []} />;
}
