import { startWorlds } from '../world/world.ts';

const worlds = await startWorlds(console.log);
const w = await worlds.open(1_000_000);
await w.close();
await worlds.stop();
console.log('made');
