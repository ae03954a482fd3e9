/** A request that is answered with this status; the message is for whoever sent it. */
export class Problem extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = 'Problem';
    this.status = status;
  }
}

export const notFound = (what: string) =>
  new Problem(404, `There is no ${what} here.`);
