import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Verified, verifyProofFile } from '../../src/ledger/verify/proof-file.ts';
import { saysReceipt, verifyReceipt } from '../../src/ledger/verify/receipt.ts';
import { Field } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { ReceiptOutcome } from './receipt-outcome.tsx';
import './ledger.css';

/**
 * Verifies a proof or a receipt on the device: the program is here already, and nothing leaves it.
 * @param isAlone in a file by itself, rather than in the app
 */
export function VerifyScreen({ isAlone = false }: { isAlone?: boolean }): ReactNode {
  const { t } = useTranslation();
  const [text, setText] = useState<string | null>(null);
  const [key, setKey] = useState('');
  const file = useId();
  const known = key.trim() === '' ? null : key.trim();
  return (
    <Page
      title={t('verify.title')}
      intro={t('verify.intro')}
      tools={
        isAlone ? undefined : (
          <a href="/verify.html" download="verify.html">
            {t('verify.save')}
          </a>
        )
      }
    >
      <div className="field verify-file">
        <label htmlFor={file}>{t('verify.file')}</label>
        <input
          id={file}
          type="file"
          accept=".json,.jsonld,application/json,application/ld+json"
          className="input"
          onChange={async ({ target }) => setText((await target.files?.[0]?.text()) ?? null)}
        />
      </div>
      <Field label={t('verify.key')} hint={t('verify.keyHint')} value={key} onChange={setKey} />
      <div aria-live="polite">
        {text === null ? null : saysReceipt(text) ? (
          <ReceiptOutcome verified={verifyReceipt(text, known)} isKnown={known !== null} />
        ) : (
          <Outcome verified={verifyProofFile(text, known)} isKnown={known !== null} />
        )}
      </div>
    </Page>
  );
}

function Outcome({ verified, isKnown }: { verified: Verified; isKnown: boolean }): ReactNode {
  const { t } = useTranslation();
  if (!verified.holds) {
    return (
      <section className="verified">
        <h2>{t('verify.fails')}</h2>
        <p>{t('verify.step', { step: verified.step })}</p>
        <p>{verified.says}</p>
      </section>
    );
  }
  const { shows } = verified;
  return (
    <section className="verified">
      <h2>{isKnown ? t('verify.holds') : t('verify.holdsItself')}</h2>
      {shows.kind !== 'continuation' ? (
        <>
          <p>
            {t(`verify.${shows.kind}`, {
              place: shows.place,
              origin: shows.checkpoint.origin,
              time: shows.checkpoint.time,
            })}
          </p>
          <pre>{readable(shows.content)}</pre>
          {shows.kind === 'use' ? (
            <>
              <p>{t('verify.participation')}</p>
              <pre>{readable(shows.participation)}</pre>
            </>
          ) : null}
        </>
      ) : (
        <p>
          {t('verify.continuation', {
            origin: shows.newer.origin,
            newer: shows.newer.time,
            older: shows.older.time,
          })}
        </p>
      )}
    </section>
  );
}

/** An entry's JSON over several lines; what it commits to is the text as it was. */
function readable(content: string): string {
  try {
    return JSON.stringify(JSON.parse(content), null, 2);
  } catch {
    return content;
  }
}
