import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReachQuestion } from '../api/privacy.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { AudiencePicker } from './audience-picker.tsx';
import { type AudienceDraft, toJson } from './draft.ts';
import { ReachBox } from './reach-box.tsx';

/** The picker over the page, with whom it reaches always in sight. */
export function AudienceSheet({
  title,
  isOpen,
  draft,
  onChange,
  onClose,
  action,
  about = {},
}: {
  title: string;
  isOpen: boolean;
  draft: AudienceDraft;
  onChange: (draft: AudienceDraft) => void;
  onClose: () => void;
  /** Instead of "Done", which only closes. */
  action?: ReactNode;
  /** Null where it is an organisation's: whom that reaches is for no person to be told. */
  about?: Omit<ReachQuestion, 'audience'> | null;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Sheet
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <>
          {about === null ? null : <ReachBox question={{ ...about, audience: toJson(draft) }} />}
          {action ?? (
            <Button look="primary" onPress={onClose}>
              {t('action.done')}
            </Button>
          )}
        </>
      }
    >
      <AudiencePicker draft={draft} onChange={onChange} inThread={about?.reply_to !== undefined} />
    </Sheet>
  );
}
