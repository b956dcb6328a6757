import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { insightCommand } from '../../src/cli/insight/command.ts';
import { OperatorError } from '../../src/core/operator-error.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** What the command prints for a file that holds `text`. */
async function evaluated(text: string): Promise<{ out: string; err: string }> {
  const folder = await tempFolder();
  const path = join(folder.path, 'rated.tsv');
  writeFileSync(path, text);
  const said = { out: '', err: '' };
  const before = { log: console.log, error: console.error };
  Object.assign(console, {
    log: (line: string) => {
      said.out += `${line}\n`;
    },
    error: (line: string) => {
      said.err += `${line}\n`;
    },
  });
  try {
    await insightCommand.parseAsync(['evaluate-sentiment', path], { from: 'user' });
    return said;
  } finally {
    Object.assign(console, before);
    await folder.remove();
  }
}

describe('waxseal insight evaluate-sentiment', () => {
  const rows = [
    '1\t3.1\tWe had a lovely evening.',
    '2\t-2.6\tThe food was terrible.',
    '3\t0\tThe hall has two doors.',
  ];

  it('prints one line of JSON, of figures and the best library beside', async () => {
    const { out, err } = await evaluated(rows.join('\n'));
    assert.equal(err, '');
    assert.equal(out.trimEnd().split('\n').length, 1);
    const { rows: count, pearson, f1, baseline, ...more } = JSON.parse(out);
    assert.deepEqual(more, {});
    assert.equal(count, 3);
    assert.ok(pearson > 0.9 && pearson <= 1 && f1 > 0 && f1 <= 1);
    assert.deepEqual(Object.keys(baseline), ['name', 'pearson', 'f1']);
    assert.match(baseline.name, /^(vader-sentiment|wink-sentiment|sentiment)$/);
  });

  it('leaves other languages out and says how many', async () => {
    const german = '4\t2\tDas ist eine sehr gute Idee, ich freue mich darauf.';
    const { out, err } = await evaluated([...rows, german].join('\r\n'));
    assert.equal(JSON.parse(out).rows, 3);
    assert.match(err, /^25\.00 % of the sentences are in other languages/);
  });

  const bad = {
    'a rating beyond 4': '1\t4.5\tx',
    'no rating': '1\t\tx',
    'no text': '1\t2',
    words: '1\tgood\tx',
  };
  for (const [what, line] of Object.entries(bad)) {
    it(`names the line that has ${what}`, async () => {
      await assert.rejects(evaluated(`${rows[0]}\n${line}\n`), (error) => {
        assert.ok(error instanceof OperatorError);
        assert.match(error.message, /line 2 is not id, rating/);
        return true;
      });
    });
  }

  it('refuses a file with nothing in it', async () => {
    await assert.rejects(evaluated('\n\n'), /holds no rated sentence/);
  });

  it('refuses a file in other languages alone', async () => {
    await assert.rejects(evaluated('1\t2\tЭто очень хорошо\n'), /no sentence in English/);
  });
});
