/** One figure of a dashboard. A null value is what the platform does not give; it is never shown as 0. */
export interface Figure {
  id: string;
  value?: number | null;
  unit?: 'count' | 'people' | 'turns' | 'share' | 'ms' | 'seconds' | null;
  /** The same figure of the period before. */
  before?: number | null;
  /** Over how many it was counted. */
  n?: number | null;
  /** Its name and its definition where the console has no words of its own. */
  name?: { zh: string; en: string } | null;
  definition?: { zh: string; en: string } | null;
  /** Where its list is: a place of the console, `/people?…`. */
  list?: string | null;
}

interface Both { zh: string; en: string }
/** A point's place is a day, `2026-11-22`, a moment, or an hour of the day, `14`. */
export interface Series { id: string; kind?: 'line' | 'bar'; unit?: Figure['unit']; name?: Both | null; definition?: Both | null; points: { at: string; value?: number | null; list?: string | null }[]; marks?: { at: string; text: Both | string }[] }
/** A cell; `word` names the table of words that has the text's name, `warn` asks for a look. */
export interface Cell { value?: number | string | null; unit?: Figure['unit']; list?: string | null; word?: string | null; warn?: boolean }
export interface DashTable { id: string; name?: Both | null; definition?: Both | null; columns: { id: string; name?: Both | null }[]; rows: (Cell | number | string | null)[][]; few?: boolean[] }
/** Shares of many things against each other; the middles are the shares of all together. */
export interface Field { id: string; x: string; y: string; middleX: number; middleY: number; dots: { name: string; x: number; y: number; n: number; few?: boolean; list?: string | null }[]; definition?: Both | null }
/** Something that needs a person. */
export interface Need { id: string; n: number; list: string }
export interface Dashboard { asOf?: string | null; figures?: Figure[]; series?: Series[]; tables?: DashTable[]; todo?: Need[]; field?: Field | null }
