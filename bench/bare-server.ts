/**
 * What an answer costs without Waxseal: Node's own HTTP server, one indexed query of 20 rows, and as many bytes
 * serialised. The rows go into the shape of a real answer, which the environment's `ANSWER` holds. With `TRIPS` it makes
 * the query so many times, one after another.
 */
import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const shape = JSON.parse(process.env.ANSWER ?? '[]') as Record<string, unknown>[];
const network = (await pool.query<{ id: string }>('select id from community.network')).rows[0]?.id;

const trips = Number(process.env.TRIPS ?? 1);
const newest = () =>
  pool.query<{ id: string; text: string }>({
    name: 'newest',
    text: `select id, author_id, label, text, created_at from community.post where network_id = $1
      order by id desc limit 20`,
    values: [network],
  });

const server = createServer(async (_request, response) => {
  for (let trip = 1; trip < trips; trip++) await newest();
  const { rows } = await newest();
  const body = JSON.stringify(shape.map((one, n) => ({ ...one, id: rows[n]?.id, content: rows[n]?.text })));
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`ready http://localhost:${typeof address === 'object' ? address?.port : ''}`);
});
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close(() => pool.end().then(() => process.exit(0)));
});
