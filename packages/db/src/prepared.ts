import type postgres from "postgres";

type Unsafe = postgres.Sql["unsafe"];

/**
 * Lets every parameterised query of the query builder be a prepared statement. The builder asks for unnamed statements,
 * which the driver has to describe first: two round trips and a new plan for each query. Named ones are described
 * once a connection. Connections are renewed within the hour, which also bounds the statements they remember.
 */
export function withPreparedStatements(client: postgres.Sql): postgres.Sql {
  const begin = client.begin.bind(client);
  return Object.assign(prepare(client), {
    begin: <T>(run: (tx: postgres.TransactionSql) => T | Promise<T>) => begin((tx) => run(prepareTx(tx))),
  });
}

function prepareTx(tx: postgres.TransactionSql): postgres.TransactionSql {
  const savepoint = tx.savepoint.bind(tx);
  return Object.assign(prepare(tx), {
    savepoint: <T>(run: (inner: postgres.TransactionSql) => T | Promise<T>) =>
      savepoint((inner) => run(prepareTx(inner))),
  });
}

function prepare<T extends { unsafe: Unsafe }>(client: T): T {
  const unsafe = client.unsafe.bind(client);
  const prepared: Unsafe = (query, parameters, options) =>
    unsafe(query, parameters, { ...options, prepare: (parameters?.length ?? 0) > 0 });
  return Object.assign(client, { unsafe: prepared });
}
