import { z } from 'zod';
import { ok, type Result, refuse } from '../../core/result.ts';
import {
  type AttributeKind,
  PERSONAL_KINDS,
  type PersonalKind,
  SAID_KINDS,
  type SaidKind,
} from '../../privacy/disclosure.ts';
import { normaliseEmail } from '../accounts/email-address.ts';

export const attributeKindSchema = z.enum(
  PERSONAL_KINDS as readonly [PersonalKind, ...PersonalKind[]],
  'is no kind of attribute',
);

/** A kind that members say of themselves. */
export const saidKindSchema = z.enum(
  SAID_KINDS as readonly [SaidKind, ...SaidKind[]],
  'is no kind of attribute that one says oneself',
);

/** The value as it comes from outside; {@link attributeValue} then looks at what the kind asks of it. */
export const attributeValueSchema = z.string('is needed').max(500, 'may have 500 characters at most');

/** The value of an attribute in its normal form, or what is wrong with it. */
export function attributeValue(kind: AttributeKind, given: string): Result<string> {
  const value = given.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
  const wrong = (says: string) => refuse({ kind: 'invalid', field: 'value', says });
  if (value === '') return wrong('is needed');
  if (/[\p{Cc}\p{Co}]/u.test(value)) return wrong('holds control characters');
  switch (kind) {
    case 'birth-date':
      return isDate(value) ? ok(value) : wrong('is no date, such as 1990-05-21');
    case 'email': {
      const email = normaliseEmail(value);
      return email === null ? wrong('is no e-mail address') : ok(email);
    }
    case 'website': {
      const url = URL.parse(value);
      const isWeb = url !== null && /^https?:$/.test(url.protocol) && url.username === '';
      return isWeb ? ok(url.href) : wrong('is no web address, such as https://example.org');
    }
    case 'phone':
      return /^\+?[\d ()./-]{3,30}$/.test(value)
        ? ok(value)
        : wrong('is no phone number, such as +31 20 123 4567');
    default:
      return ok(value);
  }
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
