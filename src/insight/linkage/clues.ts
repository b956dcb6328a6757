import type { ShownPersona } from '../../privacy/shown.ts';
import { attributes } from './attributes.ts';
import type { Clue } from './clue.ts';
import { contactData } from './contact-data.ts';
import { contacts } from './contacts.ts';
import { hours } from './hours.ts';
import { links } from './links.ts';
import { names } from './names.ts';
import { phrases } from './phrases.ts';
import { pictures } from './pictures.ts';

const DETECTORS = [contactData, names, pictures, links, phrases, attributes, contacts, hours] as const;

/** All that two personas have in common by which an outsider could hold them to be one person's. */
export const cluesBetween = (one: ShownPersona, other: ShownPersona): readonly Clue[] =>
  DETECTORS.flatMap((detect) => detect(one, other));
