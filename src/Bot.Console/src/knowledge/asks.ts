const quoted = (words: string): string => (/[:#[\]{},&*!|>'"%@`]/.test(words) || words.trim() !== words ? JSON.stringify(words) : words);

/** A template's text with more ways of asking in its front matter; the rest stays letter for letter. */
export function addAsks(text: string, asks: readonly string[]): string {
  const more = asks.map((one) => one.replace(/\s+/g, ' ').trim()).filter((one) => one !== '' && !text.includes(one)).map(quoted);
  if (more.length === 0) return text;
  const end = /^---\n[\s\S]*?\n---(?:\n|$)/.exec(text);
  if (!end) return text;
  const front = end[0];
  const flow = /^asks:\s*\[/m.exec(front);
  if (flow) {
    const close = closing(front, flow.index + flow[0].length);
    if (close < 0) return text;
    const empty = front.slice(flow.index + flow[0].length, close).trim() === '';
    return front.slice(0, close).replace(/,\s*$/, '') + (empty ? '' : ', ') + more.join(', ') + front.slice(close) + text.slice(front.length);
  }
  const block = /^asks:[ \t]*\n((?:[ \t]+-.*\n)+)/m.exec(front);
  if (block?.[1]) {
    const at = block.index + block[0].length;
    const indent = /^[ \t]+/.exec(block[1])?.[0] ?? '  ';
    return front.slice(0, at) + more.map((one) => `${indent}- ${one}\n`).join('') + front.slice(at) + text.slice(front.length);
  }
  const last = front.lastIndexOf('\n---');
  return `${front.slice(0, last)}\nasks: [${more.join(', ')}]${front.slice(last)}${text.slice(front.length)}`;
}

// The bracket that ends a list which began before `from`; brackets in quotes do not count.
function closing(text: string, from: number): number {
  let quote = '';
  for (let i = from; i < text.length; i++) {
    const one = text[i] ?? '';
    if (quote) { if (one === '\\' && quote === '"') i++; else if (one === quote) quote = ''; } else if (one === '"' || one === "'") quote = one;
    else if (one === ']') return i;
  }
  return -1;
}
