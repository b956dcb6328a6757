import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from './core/clock.ts';
import type { Config } from './core/config.ts';
import type { Mail, Mailer } from './core/mail.ts';

/**
 * Sends by the SMTP server that is configured; without one, writes each mail as a file into the data folder's `mail/`,
 * for whoever runs the server to read. The SMTP client is loaded with the first mail: an idle server goes without.
 */
export function createMailer(
  { smtpUrl, mailFrom }: Pick<Config, 'smtpUrl' | 'mailFrom'>,
  dataFolder: string,
  clock: Clock,
): Mailer {
  if (smtpUrl === undefined) return fileMailer(join(dataFolder, 'mail'), mailFrom, clock);
  return {
    async send(mail) {
      const { createTransport } = await import('nodemailer');
      const transport = createTransport(smtpUrl, { from: mailFrom });
      try {
        await transport.sendMail({ ...mail });
      } finally {
        transport.close();
      }
    },
  };
}

function fileMailer(folder: string, from: string, clock: Clock): Mailer {
  return {
    async send(mail) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const now = clock.now();
      const name = `${now.toISOString().replaceAll(':', '-')}-${randomBytes(4).toString('hex')}.eml`;
      await writeFile(join(folder, name), messageOf(from, mail, now), { mode: 0o600, flag: 'wx' });
    },
  };
}

/** RFC 5322, the body as UTF-8 in base64 and the subject as an encoded word (RFC 2047). */
function messageOf(from: string, { to, subject, text }: Mail, now: Date): string {
  const base64 = (of: string) => Buffer.from(of, 'utf8').toString('base64');
  return [
    `From: ${oneLine(from)}`,
    `To: ${oneLine(to)}`,
    `Subject: =?utf-8?B?${base64(subject)}?=`,
    `Date: ${now.toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    base64(text).replaceAll(/(.{76})/g, '$1\r\n'),
    '',
  ].join('\r\n');
}

const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ');
