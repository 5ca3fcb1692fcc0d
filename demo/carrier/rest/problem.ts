// Errors as Twilio's API answers them; the client library makes its RestException of them.
export class RestProblem extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
  body(): object {
    return {
      code: this.code,
      message: this.message,
      more_info: `https://www.twilio.com/docs/errors/${this.code}`,
      status: this.status,
    };
  }
}
export const notFound = (what: string): RestProblem =>
  new RestProblem(404, 20_404, `The requested resource ${what} was not found`);
export const badInput = (code: number, message: string): RestProblem => new RestProblem(400, code, message);
