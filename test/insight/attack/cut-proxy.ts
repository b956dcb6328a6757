import { connect, createServer, type Socket } from 'node:net';

/** A way to the database that can be cut. */
export interface CutProxy {
  /** Of the database through it. */
  readonly url: string;
  /** Cuts the next connection on which the server says that a transaction is committed, before anybody hears of it. */
  cutAtCommit(): void;
  close(): Promise<void>;
}

/** What the server says of a commit (PostgreSQL's protocol: CommandComplete). */
const COMMITTED = Buffer.from('COMMIT\0');

/** Listens on a port of its own and hands on what goes to and fro. */
export async function cutProxy(url: string): Promise<CutProxy> {
  const target = new URL(url);
  let cuts = false;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    const end = () => {
      client.destroy();
      database.destroy();
    };
    for (const socket of [client, database]) {
      open.add(socket);
      socket.on('error', end).on('close', () => {
        open.delete(socket);
        end();
      });
    }
    client.on('data', (bytes) => database.write(bytes));
    database.on('data', (bytes) => {
      if (cuts && bytes.includes(COMMITTED)) {
        cuts = false;
        end();
      } else client.write(bytes);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it listens on a port');
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(address.port);
  return {
    url: through.href,
    cutAtCommit() {
      cuts = true;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
