// What the other screens ask for.
import { ago } from './world.mjs';

const wait = (n) => Array.from({ length: n }, (_, i) => ({ i }));

export function more(method, path, query, body) {
  switch (`${method} ${path}`) {
    case 'GET /handoffs': return { body: { items: wait(2) } };
    case 'GET /unanswered': return { body: { days: 30, items: wait(3) } };
    case 'GET /campaigns': return { body: { items: [{ state: 'submitted' }] } };
    case 'GET /outbox/dead': return { body: [] };
    default: return null;
  }
}
