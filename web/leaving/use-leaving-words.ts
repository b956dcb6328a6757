import { useTranslation } from 'react-i18next';
import type {
  ExportDefinition,
  ResolutionDefinition,
  SyntheticDefinition,
  TrainingDefinition,
} from '../api/leaving.ts';
import { useAudienceWords } from '../audiences/words.ts';
import { listText } from '../i18n/format.ts';

/** Words for what may leave, as it is signed. */
export function useLeavingWords() {
  const { t, i18n } = useTranslation();
  const words = useAudienceWords();
  const all = (list: readonly string[]): string => listText(list, 'and', i18n.language);
  const by = (one: string): string => t(`leaving.by.${one}` as 'leaving.by.email', { defaultValue: one });
  return {
    ...words,
    by: (list: readonly string[]): string => all(list.map(by)),
    table: ({ function: fn, purpose, attribute, values, until }: ExportDefinition): string =>
      t('exports.what', {
        function: words.fn(fn),
        purpose: words.purpose(purpose).toLocaleLowerCase(),
        kind: words.kind(attribute),
        values: values.join(', '),
        until: words.day(until),
      }),
    synthetic: ({ function: fn, purpose, synthetic, until }: SyntheticDefinition): string =>
      t('leaving.synthetic.what', {
        function: words.fn(fn),
        purpose: words.purpose(purpose).toLocaleLowerCase(),
        kinds: all(synthetic.map(({ kind, values }) => `${words.kind(kind)} (${values.join(', ')})`)),
        until: words.day(until),
      }),
    training: ({ function: fn, training, until }: TrainingDefinition): string =>
      t('leaving.training.what', {
        function: words.fn(fn),
        for: training.for,
        from: words.day(training.from),
        before: words.day(training.before),
        about:
          training.tags.length === 0
            ? t('leaving.training.anything')
            : listText(
                training.tags.map((tag) => `#${tag}`),
                'or',
                i18n.language,
              ),
        until: words.day(until),
      }),
    resolution: ({ function: fn, resolution, until }: ResolutionDefinition): string =>
      t('leaving.resolution.what', {
        function: words.fn(fn),
        by: all(resolution.map(by)),
        until: words.day(until),
      }),
  };
}
