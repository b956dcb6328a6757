import type { Server } from 'node:http';
import { createAdaptorServer, type WebSocketServerLike } from '@hono/node-server';
import type { Hono } from 'hono';
import { WebSocketServer } from 'ws';
import { OperatorError } from '../core/operator-error.ts';

/** A server that answers. */
export interface Listening {
  /** The port, also where any free one was asked for. */
  port: number;
  /** Takes no more requests, waits 3 seconds for those under way, then cuts what is open. */
  close(): Promise<void>;
}

/**
 * Listens for HTTP, and for WebSockets where a handler upgrades.
 * @param at port (0 for any that is free) and address (undefined for all).
 * @throws OperatorError when the port is taken or not allowed, or the address is not this machine's.
 */
export async function listen(app: Hono, at: { port: number; host: string | undefined }): Promise<Listening> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  const server = createAdaptorServer({
    fetch: app.fetch,
    websocket: { server: sockets as WebSocketServerLike },
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, at)));
    server.listen(at.port, at.host, resolve);
  });
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : at.port;
  return { port, close: () => close(server, sockets) };
}

function explain(error: NodeJS.ErrnoException, at: { port: number; host: string | undefined }): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new OperatorError(`port ${at.port} is in use: set PORT to another`);
    case 'EACCES':
      return new OperatorError(`not allowed to listen on port ${at.port}: set PORT to 1024 or more`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new OperatorError(`${at.host} is not an address of this machine: change HOST`);
    default:
      return error;
  }
}

async function close(server: Server, sockets: WebSocketServer): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const socket of sockets.clients) socket.close(1001);
  server.closeIdleConnections();
  const impatient = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
  }, 3000);
  await closed;
  clearTimeout(impatient);
}
