/** A failure whose message is one sentence for the person at the terminal; printed without a stack. */
export class ClearLine extends Error {
  override name = 'ClearLine'
}
