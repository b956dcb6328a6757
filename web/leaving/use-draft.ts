import { useNavigate } from '@tanstack/react-router';
import { draftToSign } from '../api/audiences.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { useAction } from '../ui/use-action.ts';

/** Puts something that is to leave before the experts, and goes to where it is signed. */
export function useDraft(organisation: string): (title: string, definition: object) => Promise<void> {
  const { client } = useSpeaking();
  const { act } = useAction();
  const navigate = useNavigate();
  return async (title, definition) => {
    const text = JSON.stringify(definition, null, 2);
    const { id } = await draftToSign(client, organisation, 'export', title, text);
    await act(async () => undefined, { touches: [[client.persona, 'matters', organisation]] });
    await navigate({ to: '/sign-off/$organisation/$matter', params: { organisation, matter: id } });
  };
}
