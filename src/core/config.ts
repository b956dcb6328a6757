import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { OperatorError } from './operator-error.ts';

/** Everything the environment decides. No other file reads `process.env`. */
export interface Config {
  /** TCP port of the web server, 0 for any that is free. `PORT`, default 8080. */
  port: number;
  /** Address to listen on; undefined listens on all. `HOST`. */
  host: string | undefined;
  /** Absolute folder of everything kept: database, media, keys. `WAXSEAL_DATA`; undefined takes the default. */
  dataFolder: string | undefined;
  /** Where the default data folder goes when the program's own folder cannot be written. */
  userDataFolder: string;
  /** A PostgreSQL server to use instead of the embedded one. `DATABASE_URL`. */
  databaseUrl: string | undefined;
  /** 32 bytes that seal the vault's keys; undefined takes the key file in the data folder. `WAXSEAL_MASTER_KEY`. */
  masterKey: Uint8Array | undefined;
  /** Where people reach this server, without a trailing slash; undefined is http://localhost:PORT. `WAXSEAL_PUBLIC_URL`. */
  publicUrl: string | undefined;
  /** A mail server, as `smtp://user:password@host:587`; undefined writes mails to the data folder. `WAXSEAL_SMTP_URL`. */
  smtpUrl: string | undefined;
  /** Who mails come from. `WAXSEAL_MAIL_FROM`. */
  mailFrom: string;
  /** Trusted proxies in front, each of which appends to `X-Forwarded-For`. `WAXSEAL_PROXIES`, default 0. */
  proxies: number;
  /** Profiles that one persona may look at in an hour; undefined is the usual number. `WAXSEAL_LOOKS_PER_HOUR`. */
  looksPerHour: number | undefined;
  /**
   * The organisation whose experts sign off new networks, as `network/handle`; undefined lets those make networks who may.
   * `WAXSEAL_GOVERNED_BY`.
   */
  governedBy: { readonly network: string; readonly handle: string } | undefined;
  /** Least severe level that is logged. `WAXSEAL_LOG`, default warn. */
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
}

/** `FOO=` counts as not set, as in most shells and container files. */
const blankAsUnset = (value: unknown) => (value === '' ? undefined : value);
const text = z.preprocess(blankAsUnset, z.string().optional());

const environment = z.object({
  PORT: z.preprocess(
    blankAsUnset,
    z.coerce.number('must be a number').int().min(0).max(65535, 'must be 65535 or less').default(8080),
  ),
  HOST: text,
  WAXSEAL_DATA: text,
  DATABASE_URL: z.preprocess(
    blankAsUnset,
    z.string().refine(isPostgresUrl, 'must look like postgres://user:password@host:5432/database').optional(),
  ),
  WAXSEAL_MASTER_KEY: z.preprocess(blankAsUnset, z.string().transform(keyBytes).optional()),
  WAXSEAL_PUBLIC_URL: z.preprocess(
    blankAsUnset,
    z
      .url({ protocol: /^https?$/, message: 'must be an http or https address' })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
  ),
  WAXSEAL_SMTP_URL: z.preprocess(
    blankAsUnset,
    z
      .string()
      .refine((url) => /^smtps?:$/.test(URL.parse(url)?.protocol ?? ''), 'must look like smtp://host:587')
      .optional(),
  ),
  WAXSEAL_MAIL_FROM: z.preprocess(blankAsUnset, z.string().default('Waxseal <waxseal@localhost>')),
  WAXSEAL_PROXIES: z.preprocess(
    blankAsUnset,
    z.coerce.number('must be a number').int().min(0).max(10, 'must be 10 or less').default(0),
  ),
  WAXSEAL_LOOKS_PER_HOUR: z.preprocess(
    blankAsUnset,
    z.coerce.number('must be a number').int().min(50, 'must be 50 or more').max(1_000_000).optional(),
  ),
  WAXSEAL_GOVERNED_BY: z.preprocess(
    blankAsUnset,
    z
      .string()
      .regex(/^[^/\s]+\/[^/\s]+$/, 'must look like network/handle of an organisation')
      .transform((value) => {
        const [network = '', handle = ''] = value.split('/');
        return { network, handle };
      })
      .optional(),
  ),
  WAXSEAL_LOG: z.preprocess(
    blankAsUnset,
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
  ),
  XDG_DATA_HOME: text,
});

/**
 * Reads the settings from the environment.
 * @throws OperatorError naming the first setting that is wrong, never its value: it may be a secret.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new OperatorError(`${issue?.path.join('.')} ${issue?.message ?? 'is wrong'}`);
  }
  const settings = parsed.data;
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataFolder: settings.WAXSEAL_DATA === undefined ? undefined : resolve(settings.WAXSEAL_DATA),
    userDataFolder: join(settings.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'waxseal'),
    databaseUrl: settings.DATABASE_URL,
    masterKey: settings.WAXSEAL_MASTER_KEY,
    publicUrl: settings.WAXSEAL_PUBLIC_URL,
    smtpUrl: settings.WAXSEAL_SMTP_URL,
    mailFrom: settings.WAXSEAL_MAIL_FROM,
    proxies: settings.WAXSEAL_PROXIES,
    looksPerHour: settings.WAXSEAL_LOOKS_PER_HOUR,
    governedBy: settings.WAXSEAL_GOVERNED_BY,
    logLevel: settings.WAXSEAL_LOG,
  };
}

function isPostgresUrl(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1;
}

function keyBytes(value: string, context: z.RefinementCtx): Uint8Array {
  const bytes = Buffer.from(value, /^[0-9a-f]{64}$/i.test(value) ? 'hex' : 'base64');
  if (bytes.length !== 32) context.addIssue('must be 32 bytes, written as 64 hex digits or in base64');
  return bytes;
}
