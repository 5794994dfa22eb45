/** One step of a dialog's text. Lines count from 1; `end` is the last line that belongs to it. */
export interface Step { first: number; line: number; end: number; indent: number; verb: string; value: string; valueAt: number | null; branch: string | null; children: Step[] }
export interface Slot { line: number; key: string; name: string; type: string }
export interface DialogOutline { name: string; slots: Slot[]; steps: Step[] }

const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;
const blank = (line: string): boolean => /^\s*(#.*)?$/.test(line);
const bare = (text: string): string => text.replace(/\s+#.*$/, '').trim();

/** Reads the outline of a dialog without judging it; what it cannot read stays text. */
export function dialogOutline(text: string): DialogOutline {
  const lines = text.split('\n');
  const at = (key: string): number => lines.findIndex((line) => new RegExp(`^${key}:\\s*(#.*)?$`).test(line));
  const until = (from: number): number => { for (let i = from + 1; i < lines.length; i++) if (!blank(lines[i] ?? '') && indentOf(lines[i] ?? '') === 0 && !/^- /.test(lines[i] ?? '')) return i; return lines.length; };
  const stepsAt = at('steps');
  const slotsAt = at('slots');
  return {
    name: bare(/^name:\s*(.*)$/m.exec(text)?.[1] ?? ''),
    slots: slotsAt < 0 ? [] : readSlots(lines, slotsAt + 1, until(slotsAt)),
    steps: stepsAt < 0 ? [] : readSteps(lines, stepsAt + 1, until(stepsAt), null),
  };
}

function readSlots(lines: string[], from: number, to: number): Slot[] {
  const slots: Slot[] = [];
  let indent = -1;
  for (let i = from; i < to; i++) {
    const line = lines[i] ?? '';
    const head = /^( +)([\w-]+):(.*)$/.exec(line);
    if (!head?.[1] || blank(line)) continue;
    if (indent < 0) indent = head[1].length;
    if (head[1].length !== indent) {
      const last = slots.at(-1);
      const field = /^ +(name|type):\s*(.+)$/.exec(line);
      if (last && field?.[1] && field[2] && head[1].length === indent + 2) last[field[1] as 'name' | 'type'] = bare(field[2]);
      continue;
    }
    const flow = head[3] ?? '';
    slots.push({ line: i + 1, key: head[2] ?? '', name: /\bname:\s*([^,}]+)/.exec(flow)?.[1]?.trim() ?? '', type: /\btype:\s*([^,}]+)/.exec(flow)?.[1]?.trim() ?? '' });
  }
  return slots;
}

function readSteps(lines: string[], from: number, to: number, branch: string | null): Step[] {
  let indent = -1;
  for (let i = from; i < to && indent < 0; i++) if (/^ *- /.test(lines[i] ?? '')) indent = indentOf(lines[i] ?? '');
  if (indent < 0) return [];
  const starts: number[] = [];
  for (let i = from; i < to; i++) {
    const line = lines[i] ?? '';
    if (indentOf(line) === indent && /^ *- /.test(line)) starts.push(i);
  }
  return starts.map((start, n) => {
    let first = start;
    while (first > from && new RegExp(`^ {${indent}}#`).test(lines[first - 1] ?? '')) first--;
    let end = starts[n + 1] ?? to;
    while (end > start + 1 && blank(lines[end - 1] ?? '')) end--;
    const head = /^ *- +([\w-]+):[ \t]*(.*)$/.exec(lines[start] ?? '');
    const raw = head?.[2] ?? '';
    const value = bare(raw);
    return {
      first: first + 1, line: start + 1, end, indent, branch, verb: head?.[1] ?? '', value,
      valueAt: head && value !== '' && !/^[[{"'|>&*]/.test(value) ? (lines[start] ?? '').length - raw.length + 1 : null,
      children: inner(lines, start + 1, end, indent),
    };
  });
}

// then, else, no, on_error: steps within a step.
function inner(lines: string[], from: number, to: number, indent: number): Step[] {
  const found: Step[] = [];
  for (let i = from; i < to; i++) {
    const head = /^( +)(then|else|no|change|on_error|steps):\s*(#.*)?$/.exec(lines[i] ?? '');
    if (!head?.[1] || head[1].length !== indent + 2) continue;
    let end = i + 1;
    while (end < to && (blank(lines[end] ?? '') || indentOf(lines[end] ?? '') > head[1].length)) end++;
    found.push(...readSteps(lines, i + 1, end, head[2] ?? null));
  }
  return found;
}

const block = (lines: string[], step: Step): string[] => lines.slice(step.first - 1, step.end);

/** The text with a step put before or behind its neighbour; comments above a step go with it, everything else stays letter for letter. */
export function moveStep(text: string, siblings: readonly Step[], at: number, by: -1 | 1): string {
  const upper = siblings[Math.min(at, at + by)];
  const lower = siblings[Math.max(at, at + by)];
  if (!upper || !lower || upper === lower || upper.branch !== lower.branch) return text;
  const lines = text.split('\n');
  return [...lines.slice(0, upper.first - 1), ...block(lines, lower), ...lines.slice(upper.end, lower.first - 1), ...block(lines, upper), ...lines.slice(lower.end)].join('\n');
}

/** The text without a step and the comments above it. */
export function removeStep(text: string, step: Step): string {
  const lines = text.split('\n');
  return [...lines.slice(0, step.first - 1), ...lines.slice(step.end)].join('\n');
}

/** The text with one more step behind another. */
export function addStep(text: string, behind: Step, verb: string, value: string): string {
  const lines = text.split('\n');
  return [...lines.slice(0, behind.end), `${' '.repeat(behind.indent)}- ${verb}: ${value}`, ...lines.slice(behind.end)].join('\n');
}

/** The text with another value behind a step's verb; a comment on the line stays. */
export function editStep(text: string, step: Step, value: string): string {
  if (step.valueAt === null) return text;
  const lines = text.split('\n');
  const line = lines[step.line - 1] ?? '';
  lines[step.line - 1] = line.slice(0, step.valueAt - 1) + value + line.slice(step.valueAt - 1 + step.value.length);
  return lines.join('\n');
}

/** The text of the rules with another preset. */
export function setPreset(text: string, preset: string): string {
  return /^preset:/m.test(text) ? text.replace(/^(preset:[ \t]*)[^\s#]*/m, `$1${preset}`) : `preset: ${preset}\n${text}`;
}
