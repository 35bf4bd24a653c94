import type postgres from 'postgres'

/** The driver answered a query with rows that are not there. */
export class ResultWithHoles extends Error {
  override name = 'ResultWithHoles'
}

type Pending = postgres.PendingQuery<postgres.Row[]>

/**
 * After a SELECT that fails midway (a cast, a timeout), postgres.js fills the next result on that connection from the wrong
 * index: an array with leading holes, which `map` skips in silence. A copy of a person's data must never come from one.
 * @throws {ResultWithHoles}
 */
export function assertNoHoles<T extends readonly unknown[]>(rows: T): T {
  for (let index = 0; index < rows.length; index++) {
    if (!(index in rows) || rows[index] === undefined)
      throw new ResultWithHoles('The database answered with missing rows.')
  }
  return rows
}

/**
 * The same transaction, whose every result is looked at before anybody uses it. Drizzle reads through `unsafe` alone, and
 * looks for the pool's options, which the driver leaves out of a transaction.
 */
export function guardResults(sql: postgres.TransactionSql, pool: postgres.Sql): postgres.TransactionSql {
  const own = {
    unsafe: (...query: Parameters<typeof sql.unsafe>) => guardPending(sql.unsafe(...query) as Pending),
    options: pool.options,
  }
  return new Proxy(sql, { get: (target, name) => Reflect.get(name in own ? own : target, name) })
}

function guardPending(pending: Pending) {
  return {
    values: () => guardPending(pending.values() as unknown as Pending),
    // biome-ignore lint/suspicious/noThenProperty: see above
    then: (resolve: (rows: unknown) => unknown, reject: (fault: unknown) => unknown) =>
      pending.then(rows => assertNoHoles(rows)).then(resolve, reject),
  }
}
