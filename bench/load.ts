import { connect, type Socket } from 'node:net';

export interface Load {
  readonly port: number;
  /** Bytes of each request, whole, in turn. */
  readonly requests: readonly string[];
  readonly connections: number;
  /** Requests in all. */
  readonly total: number;
}

/** Text of a request that is kept alive. */
export const getRequest = (path: string, token?: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${token === undefined ? '' : `Authorization: Bearer ${token}\r\n`}\r\n`;

/**
 * So many requests over so many connections of this machine, each of which asks again when it has its answer. It reads
 * no more of an answer than where it ends, so that it takes little of the machine that it measures.
 * @returns requests a second
 * @throws Error for an answer that isn't 200
 */
export async function requestsPerSecond({ port, requests, connections, total }: Load): Promise<number> {
  let asked = 0;
  const next = (): string | undefined => (asked < total ? requests[asked++ % requests.length] : undefined);
  const start = performance.now();
  await Promise.all(Array.from({ length: connections }, () => ask(port, next)));
  return total / ((performance.now() - start) / 1000);
}

function ask(port: number, next: () => string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const answers = new Answers();
    const again = (): void => {
      const request = next();
      if (request === undefined) {
        socket.end();
        resolve();
      } else socket.write(request);
    };
    socket.on('error', reject);
    socket.on('data', (bytes) => {
      try {
        if (answers.isWhole(bytes)) again();
      } catch (error) {
        socket.destroy();
        reject(error);
      }
    });
    socket.on('connect', again);
  });
}

/** Tells where an answer with a length ends. */
class Answers {
  #head = '';
  #left: number | null = null;

  isWhole(bytes: Buffer): boolean {
    if (this.#left !== null) this.#left -= bytes.length;
    else {
      this.#head += bytes.toString('latin1');
      const end = this.#head.indexOf('\r\n\r\n');
      if (end < 0) return false;
      if (!this.#head.startsWith('HTTP/1.1 200 ')) throw new Error(`answered ${this.#head.slice(0, 200)}`);
      const length = /\r\ncontent-length: (\d+)/i.exec(this.#head)?.[1];
      if (length === undefined) throw new Error('an answer without a length');
      this.#left = Number(length) - (this.#head.length - end - 4);
    }
    if (this.#left > 0) return false;
    this.#head = '';
    this.#left = null;
    return true;
  }
}

/** A connection on which events come in; told of each with when it came. */
export function openStream(
  port: number,
  token: string,
  told: (event: string, data: string, at: number) => void,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let text = '';
    let open = false;
    socket.on('error', reject);
    socket.on('connect', () => socket.write(getRequest('/api/v1/streaming/user', token)));
    socket.on('data', (bytes) => {
      const at = performance.now();
      text += bytes.toString('latin1');
      if (!open && text.includes(':)\n')) {
        open = true;
        if (text.startsWith('HTTP/1.1 200 ')) resolve(socket);
        else reject(new Error(`answered ${text.slice(0, 200)}`));
      }
      for (let match = EVENT.exec(text); match !== null; match = EVENT.exec(text)) {
        told(match[1] ?? '', match[2] ?? '', at);
        text = text.slice(match.index + match[0].length);
      }
    });
  });
}

const EVENT = /event: (\S+)\ndata: (.*)\n\n/;
