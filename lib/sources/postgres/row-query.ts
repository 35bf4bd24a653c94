import type pg from 'pg'

/** Every value of a row as the text the server wrote; null for none. */
export type Row = (string | null)[]

/** A statement whose rows are handed on as they come: the driver's own queries keep all of them until the last. */
export class RowQuery implements pg.Submittable {
  readonly #sql: string
  readonly #take: (row: Row) => void
  #failed = false
  /** The driver puts its time-out around it. */
  callback: (error: Error | null) => void

  constructor(sql: string, take: (row: Row) => void, told: (error: Error | null) => void) {
    this.#sql = sql
    this.#take = take
    this.callback = told
  }

  submit(connection: pg.Connection): void {
    connection.query(this.#sql)
  }

  handleRowDescription(): void {}

  handleDataRow({ fields }: { fields: Row }): void {
    this.#take(fields)
  }

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    if (this.#failed) return
    this.#failed = true
    this.callback(error)
  }

  handleReadyForQuery(): void {
    if (!this.#failed) this.callback(null)
  }
}
