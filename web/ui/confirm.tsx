import type { ReactNode } from 'react';
import { Dialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';

/** Asks once more before what can't be undone. */
export function Confirm({
  title,
  children,
  action,
  isOpen,
  onConfirm,
  onClose,
}: {
  title: string;
  children: ReactNode;
  action: string;
  isOpen: boolean;
  onConfirm: () => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal className="sheet sheet-small">
        <Dialog className="sheet-dialog" role="alertdialog">
          <div className="sheet-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
          </div>
          <div className="sheet-body">
            <p>{children}</p>
          </div>
          <div className="sheet-foot">
            <Button onPress={onClose}>{t('action.cancel')}</Button>
            <Button
              look="danger"
              onPress={() => {
                onConfirm();
                onClose();
              }}
            >
              {action}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
