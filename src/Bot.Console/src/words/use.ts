import { useMemo } from 'react';
import type { ApiError } from '../api/client.ts';
import { useSession } from '../app/session.tsx';
import { say, sayIfKnown } from './words.ts';
import type { Key, Language, Values } from './words.ts';

/** The shop's clock; the service judges quiet hours by it too. */
const zone = 'Asia/Shanghai';

export interface Words {
  language: Language;
  t: (key: Key, values?: Values) => string;
  /** `prefix.name` where the table has it, else the name. */
  named: (prefix: string, name: string | null | undefined) => string;
  either: (both: { zh?: string | null; en?: string | null } | null | undefined) => string;
  error: (error: ApiError) => string;
  number: (value: number) => string;
  percent: (share: number) => string;
  day: (at: string) => string;
  time: (at: string) => string;
  ago: (at: string) => string;
}

export function useWords(): Words {
  const { language } = useSession();
  return useMemo(() => make(language), [language]);
}

function make(language: Language): Words {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(locale, { timeZone: zone, month: 'short', day: 'numeric' });
  const time = new Intl.DateTimeFormat(locale, { timeZone: zone, month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const show = (format: Intl.DateTimeFormat, at: string): string => (Number.isNaN(Date.parse(at)) ? at : format.format(new Date(at)));
  return {
    language,
    t: (key, values) => say(language, key, values),
    named: (prefix, name) => (name ? sayIfKnown(language, `${prefix}.${name}`, name) : ''),
    either: (both) => (language === 'zh' ? both?.zh ?? both?.en : both?.en ?? both?.zh) ?? '',
    error: (error) => (language === 'zh' ? error.zh : error.en),
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    day: (at) => show(day, at),
    time: (at) => show(time, at),
    ago: (at) => {
      const minutes = (Date.parse(at) - Date.now()) / 60_000;
      if (Number.isNaN(minutes)) return at;
      if (Math.abs(minutes) < 60) return relative.format(Math.round(minutes), 'minute');
      if (Math.abs(minutes) < 60 * 24) return relative.format(Math.round(minutes / 60), 'hour');
      return Math.abs(minutes) < 60 * 24 * 14 ? relative.format(Math.round(minutes / 1440), 'day') : show(day, at);
    },
  };
}
