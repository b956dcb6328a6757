import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Matter, MatterStep } from '../api/sign-off.ts';
import { SentenceText, useClauses } from '../policies/sentences.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Ago } from '../ui/time.tsx';
import { useForm } from '../ui/use-form.ts';
import { clausesOf } from './clauses.ts';
import { Plan } from './plan.tsx';
import { useStep } from './use-step.ts';
import { useWho } from './use-who.ts';

/** The text, a policy's by its clauses, with what was said of each since it was written. */
export function Clauses({ organisation, matter }: { organisation: string; matter: Matter }): ReactNode {
  const { t } = useTranslation();
  const [asked, ask] = useState<number | null>(null);
  const isPolicy = matter.kind === 'policy';
  const written = matter.timeline.findLast(({ did }) => did === 'drafted' || did === 'changed')?.n ?? 0;
  const comments = matter.timeline.filter(({ did, n }) => did === 'commented' && n > written);
  const texts = isPolicy ? clausesOf(matter.text) : [matter.text].filter(Boolean);
  return (
    <ol className="clauses">
      {texts.map((clause, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: clauses are known by their turn
        <li key={n} className="clause">
          {isPolicy ? (
            <>
              <InWords matter={matter} n={n} of={texts.length} />
              <details>
                <summary>{t('policies.text')}</summary>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls */}
                <pre tabIndex={0}>{clause}</pre>
              </details>
            </>
          ) : (
            <Plan kind={matter.kind} text={clause} />
          )}
          <Comments comments={comments.filter((one) => one.clause === n)} />
          {matter.state === 'retired' ? null : (
            <Button size="small" look="quiet" onPress={() => ask(n)}>
              {t('signOff.comment')}
              <span className="visually-hidden">
                {' '}
                {isPolicy ? t('signOff.onClause', { n: n + 1 }) : null}
              </span>
            </Button>
          )}
        </li>
      ))}
      <Comments comments={comments.filter(({ clause }) => clause === null)} />
      {asked === null ? null : (
        <CommentSheet
          organisation={organisation}
          matter={matter.id}
          clause={asked}
          onClose={() => ask(null)}
        />
      )}
    </ol>
  );
}

/** A clause as a sentence, with its reason and whom it serves; nothing where the text has other clauses than it seems. */
function InWords({ matter, n, of }: { matter: Matter; n: number; of: number }): ReactNode {
  const { t } = useTranslation();
  const found = useClauses(matter.text, matter.scope);
  const clause = found?.clauses[n];
  if (found === null || clause === undefined || found.clauses.length !== of) return null;
  return (
    <>
      <p className="clause-sentence">
        <SentenceText clause={clause} known={found.known} />
      </p>
      {clause.reason === null ? null : <p className="clause-reason">{clause.reason}</p>}
      {clause.law === null ? null : (
        <p className="clause-law">
          {t('policyEditor.serves')} {clause.law}
        </p>
      )}
    </>
  );
}

function Comments({ comments }: { comments: readonly MatterStep[] }): ReactNode {
  const who = useWho();
  if (comments.length === 0) return null;
  return (
    <ul className="comments">
      {comments.map((one) => (
        <li key={one.n}>
          <strong>{who(one)}</strong> <Ago at={one.at} />
          <p>{one.text}</p>
        </li>
      ))}
    </ul>
  );
}

function CommentSheet({
  organisation,
  matter,
  clause,
  onClose,
}: {
  organisation: string;
  matter: string;
  clause: number;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const form = useForm(['text']);
  const take = useStep(organisation, matter);
  const [text, setText] = useState('');
  const send = async () => {
    await take({ step: 'comment', clause, text });
    onClose();
  };
  return (
    <Sheet title={t('signOff.comment')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        <Field name="text" label={t('signOff.said')} value={text} onChange={setText} lines={4} isRequired />
        <Button look="primary" type="submit" isPending={form.isPending}>
          {t('action.save')}
        </Button>
      </Form>
    </Sheet>
  );
}
