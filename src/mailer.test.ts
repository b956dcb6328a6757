import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { systemClock } from './core/clock.ts';
import { createMailer } from './mailer.ts';

const mail = { to: 'ada@example.org', subject: 'Your code – ü', text: 'Line one\nLine two ü\n' };

describe('mails', () => {
  it('are files in the data folder where no server is named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'waxseal-mail-'));
    const mailer = createMailer(
      { smtpUrl: undefined, mailFrom: 'Waxseal <w@example.org>' },
      folder,
      systemClock,
    );
    await mailer.send(mail);
    const [name = ''] = await readdir(join(folder, 'mail'));
    const [head = '', body = ''] = (await readFile(join(folder, 'mail', name), 'utf8')).split('\r\n\r\n');
    assert.match(name, /\.eml$/);
    assert.match(head, /^To: ada@example\.org\r$/m);
    assert.equal(Buffer.from(body, 'base64').toString('utf8'), mail.text);
    await rm(folder, { recursive: true });
  });

  it('go to the server that is named', async () => {
    let heard = '';
    const server = createServer((socket) => {
      socket.write('220 test\r\n');
      socket.on('data', (data) => {
        const text = data.toString('utf8');
        heard += text;
        if (/^DATA\r\n/im.test(text)) socket.write('354 go on\r\n');
        else if (/^QUIT/im.test(text)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      });
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const smtpUrl = `smtp://127.0.0.1:${port}`;
    await createMailer({ smtpUrl, mailFrom: 'w@example.org' }, '/nonexistent', systemClock).send(mail);
    assert.match(heard, /RCPT TO:<ada@example\.org>/);
    assert.match(heard, /MAIL FROM:<w@example\.org>/);
    await new Promise((resolve) => server.close(resolve));
  });
});
