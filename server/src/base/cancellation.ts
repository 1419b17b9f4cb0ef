/**
 * Thrown where work stops because nobody waits for its outcome any more. It is not a failure: whoever
 * started the work catches it, and must not take it for "nothing found".
 */
export class Cancelled extends Error {
  constructor() {
    super('Cancelled');
    this.name = 'Cancelled';
  }
}
