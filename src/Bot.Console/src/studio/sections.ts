/** One wording in a template's text. Lines count from 1. */
export interface Section { line: number; end: number; locale: string; channel: string | null; persona: string | null; id: string | null; weight: number | null }
export interface Outline { locales: string[]; model: string | null; kind: string | null; name: string | null; pick: string | null; frontEnd: number; sections: Section[] }

/** Reads the headings of a template's text; it judges nothing, that is the service's matter. */
export function outline(text: string): Outline {
  const lines = text.split('\n');
  const front: Record<string, string> = {};
  let at = 0;
  if (lines[0]?.trim() === '---') {
    at = 1;
    while (at < lines.length && lines[at]?.trim() !== '---') {
      const match = /^(\w+):\s*(.*?)\s*(?:#.*)?$/.exec(lines[at] ?? '');
      if (match?.[1]) front[match[1]] = match[2] ?? '';
      at++;
    }
  }
  const sections: Section[] = [];
  lines.forEach((line, i) => {
    if (i <= at && at > 0) return;
    const match = /^==\s+(\S+)(.*)$/.exec(line);
    if (!match?.[1]) return;
    const last = sections.at(-1);
    if (last) last.end = i;
    const read = (name: string): string | null => new RegExp(`\\b${name}=(\\S+)`).exec(match[2] ?? '')?.[1] ?? null;
    const weight = Number(read('weight') ?? Number.NaN);
    sections.push({ line: i + 1, end: lines.length, locale: match[1], channel: read('channel'), persona: read('persona'), id: read('id'), weight: Number.isNaN(weight) ? null : weight });
  });
  const list = /^\[(.*)\]$/.exec(front.locales ?? '');
  return {
    locales: list?.[1]?.split(',').map((one) => one.trim()).filter(Boolean) ?? [],
    model: front.model || null, kind: front.kind || null, name: front.name || null, pick: front.pick || null,
    frontEnd: at > 0 ? at + 1 : 0, sections,
  };
}

/** Languages that the front matter promises and no section has. */
export const missing = (of: Outline): string[] => of.locales.filter((locale) => !of.sections.some((section) => section.locale === locale));

/** The section that a line belongs to. */
export const sectionAt = (of: Outline, line: number): Section | null => of.sections.find((section) => section.line <= line && line <= section.end) ?? null;

export interface NewSection { locale: string; channel?: string; persona?: string; id?: string; weight?: string }

/** The text with one more section at its end. */
export function addSection(text: string, section: NewSection): { text: string; line: number } {
  const names = [['channel', section.channel], ['persona', section.persona], ['weight', section.weight], ['id', section.id]] as const;
  const head = `== ${section.locale}` + names.map(([name, value]) => (value?.trim() ? ` ${name}=${value.trim().replace(/\s+/g, '-')}` : '')).join('');
  const body = text.endsWith('\n') || text === '' ? text : text + '\n';
  return { text: `${body}${head}\n`, line: body.split('\n').length };
}

/** A front matter and one empty section for a new template. */
export function blank(name: string, kind: string, asks: string[]): string {
  const quoted = (words: string): string => (/[:#[\]{},&*!|>'"%@`]/.test(words) ? JSON.stringify(words) : words);
  const lines = ['---', `name: ${quoted(name)}`, `kind: ${kind}`];
  if (asks.length > 0) lines.push(`asks: [${asks.map(quoted).join(', ')}]`);
  return [...lines, 'locales: [zh-CN]', '---', '== zh-CN', ''].join('\n');
}
