import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Matter } from '../api/sign-off.ts';
import { saveFile } from '../ledger/save-file.ts';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Ago } from '../ui/time.tsx';
import { useWords } from './use-words.ts';

/** Which disciplines must sign, and which have: with the signature as a file that can be proved. */
export function Signers({ matter }: { matter: Matter }): ReactNode {
  const { t } = useTranslation();
  const words = useWords();
  if (matter.required.length === 0) return null;
  return (
    <section aria-labelledby="signers">
      <h2 id="signers">{t('signOff.signers')}</h2>
      <ul className="signers">
        {matter.required.map((discipline) => {
          const given = matter.signatures.filter((one) => one.discipline === discipline);
          const signature = given.find(({ current }) => current) ?? given.at(-1);
          const refusal = matter.refusals.find((one) => one.discipline === discipline);
          return (
            <li key={discipline}>
              <Icon name={signature?.current ? 'check' : refusal === undefined ? 'hourglass' : 'none'} />
              <span className="signer-words">
                <strong>{words.discipline(discipline)}</strong>
                {signature === undefined ? (
                  refusal === undefined && <span>{t('signOff.waits')}</span>
                ) : (
                  <span>
                    {t(signature.current ? 'signOff.signedBy' : 'signOff.signedEarlier', {
                      who: signature.by === null ? t('signOff.somebody') : faceOf(signature.by).display_name,
                    })}{' '}
                    <Ago at={signature.at} />
                  </span>
                )}
                {refusal === undefined ? null : (
                  <span>{t('signOff.refusedBecause', { reason: refusal.reason })}</span>
                )}
              </span>
              {signature === undefined || signature.document === '' ? null : (
                <Button
                  size="small"
                  look="quiet"
                  icon="download"
                  onPress={() => saveFile(`signature-${discipline}.json`, signature.document)}
                >
                  {t('signOff.signature')}
                  <span className="visually-hidden"> {words.discipline(discipline)}</span>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
