import pg from 'pg';
import { OperatorError } from '../core/operator-error.ts';

/**
 * Names in one line why a database cannot be reached. The line never holds the URL, whose password is a secret.
 * @param error what `connect` threw.
 */
export function explainConnectError(error: unknown): unknown {
  const reason = connectReason(error);
  return reason ? new OperatorError(`cannot use the database of DATABASE_URL: ${reason}`) : error;
}

function connectReason(error: unknown): string | undefined {
  if (error instanceof pg.DatabaseError) return sqlReasons[error.code ?? ''] ?? error.message;
  if (error instanceof AggregateError) return connectReason(error.errors[0]);
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code in netReasons) return netReasons[code];
  if (/password must be a string/.test(error.message)) return 'it needs a password';
  if (/timeout|Connection terminated|SSL|certificate/i.test(error.message)) return error.message;
  return undefined;
}

/** SQLSTATE, appendix A of PostgreSQL's manual. */
const sqlReasons: Record<string, string | undefined> = {
  '28P01': 'the user or the password is wrong',
  '28000': 'the user is not admitted',
  '3D000': 'there is no such database',
  '53300': 'it has no connection left',
  '57P03': 'it is starting up or shutting down',
};

const netReasons: Record<string, string | undefined> = {
  ECONNREFUSED: 'nothing listens at that address',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host name cannot be looked up',
  ETIMEDOUT: 'the host does not answer',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the host cannot be reached',
};
