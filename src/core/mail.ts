/** A mail in plain text. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Whatever sends mails. */
export interface Mailer {
  /** Hands the mail over; throws where that fails. */
  send(mail: Mail): Promise<void>;
}
