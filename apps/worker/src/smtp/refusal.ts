/** A refusal with its reply code, which the SMTP library reads. */
export class SmtpRefusal extends Error {
  override name = "SmtpRefusal";
  readonly responseCode: number;

  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

/** Makes a refusal: reply code (RFC 5321 section 4.2) and text beginning with an enhanced code (RFC 3463). */
export function refusal(code: number, text: string): SmtpRefusal {
  return new SmtpRefusal(code, text);
}
