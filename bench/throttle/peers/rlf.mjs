// The peer: four caps one after another, as its users write it. Reads "run <workers> <ms>" and answers the number of
// decisions. Usage: node rlf.mjs <port>
import { createInterface } from 'node:readline';
import Redis from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';

const client = new Redis(Number(process.argv[2]), '127.0.0.1', { enableOfflineQueue: true });
const limiter = (keyPrefix, duration) => new RateLimiterRedis({ storeClient: client, keyPrefix, points: 1_000_000, duration });
const caps = [limiter('member-24h', 86400), limiter('member-7d', 604800), limiter('promo-7d', 604800), limiter('group-24h', 86400)];
const People = 50_000;
let next = 0;

async function work(end) {
  let done = 0;
  while (performance.now() < end) {
    const i = next++;
    const member = `wecom:wmAbCdEf${(i * 7919) % People}`;
    const group = `wecom:wrGroup${(i * 104729) % People}`;
    await caps[0].consume(member);
    await caps[1].consume(member);
    await caps[2].consume(member);
    await caps[3].consume(group);
    done++;
  }
  return done;
}

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [, workers, ms] = line.split(' ').map(Number);
  const begin = performance.now();
  const done = await Promise.all(Array.from({ length: workers }, () => work(begin + ms)));
  console.log(`${done.reduce((sum, one) => sum + one, 0)} ${performance.now() - begin}`);
}
