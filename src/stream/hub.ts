import type { NetworkId } from '../privacy/words.ts';
import type { Change } from '../store/changes.ts';
import type { Deps } from '../store/deps.ts';
import { closeRevoked } from './close-revoked.ts';
import { deliverChange } from './deliver-change.ts';
import type { Subscription } from './subscription.ts';

/** The streams that are open in this process, and what comes in for them. */
export interface Hub {
  open(subscription: Subscription): void;
  closed(subscription: Subscription): void;
}

type Given = Pick<Deps, 'store' | 'clock' | 'publicUrl' | 'masterKey' | 'closing'>;

/** Streams of a network, and the changes that wait for them. Each change is worked off before the next. */
interface Channel {
  readonly streams: Set<Subscription>;
  readonly waiting: Change[];
  running: boolean;
}

/** A beat at a fixed pace, whatever happens on the network. */
const BEAT_MS = 15_000;

const hubs = new WeakMap<Given['store']['changes'], Promise<Hub>>();

/** The hub of the process: one for a store, made when the first stream is opened. It listens when it is returned. */
export function hubOf(deps: Given): Promise<Hub> {
  const bus = deps.store.changes;
  let hub = hubs.get(bus);
  if (hub === undefined) {
    hub = openHub(deps);
    hubs.set(bus, hub);
    hub.catch(() => hubs.delete(bus));
  }
  return hub;
}

async function openHub(deps: Given): Promise<Hub> {
  const channels = new Map<NetworkId, Channel>();
  const everyStream = () => [...channels.values()].flatMap(({ streams }) => [...streams]);

  const work = async (network: NetworkId, channel: Channel): Promise<void> => {
    channel.running = true;
    for (let change = channel.waiting.shift(); change !== undefined; change = channel.waiting.shift()) {
      if (channel.streams.size === 0) continue;
      const delivery = deliverChange(deps, network, channel.streams, change);
      // Whoever narrows something waits for it, so that nothing decided before comes out after.
      deps.store.changes.track(delivery);
      await delivery.catch(() => closeAll(channel.streams));
    }
    channel.running = false;
  };
  const unsubscribe = await deps.store.changes.subscribe({
    changed(change) {
      const channel = channels.get(change.network);
      if (channel === undefined || change.kind === 'outbox') return;
      channel.waiting.push(change);
      if (!channel.running) void work(change.network, channel);
    },
    // Clients open their streams anew, and read what they missed.
    missed: () => closeAll(everyStream()),
  });
  const beat = setInterval(() => {
    for (const stream of everyStream()) stream.beat();
    for (const [network, { streams }] of channels) {
      if (streams.size > 0) void closeRevoked(deps, network, streams).catch(() => closeAll(streams));
    }
  }, BEAT_MS);
  beat.unref();
  const end = () => {
    clearInterval(beat);
    unsubscribe();
    closeAll(everyStream());
    channels.clear();
  };
  if (deps.closing.aborted) end();
  else deps.closing.addEventListener('abort', end, { once: true });

  return {
    open(subscription) {
      const { network } = subscription;
      const channel = channels.get(network) ?? { streams: new Set(), waiting: [], running: false };
      channels.set(network, channel);
      channel.streams.add(subscription);
      if (deps.closing.aborted) subscription.close();
    },
    closed(subscription) {
      const channel = channels.get(subscription.network);
      channel?.streams.delete(subscription);
      if (channel?.streams.size === 0) channels.delete(subscription.network);
    },
  };
}

function closeAll(streams: Iterable<Subscription>): void {
  for (const stream of [...streams]) stream.close();
}
