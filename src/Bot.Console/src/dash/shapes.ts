/** One figure of a dashboard. A null value is what the platform does not give; it is never shown as 0. */
export interface Figure {
  id: string;
  value: number | null;
  unit?: 'count' | 'share' | 'ms' | 'seconds' | null;
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

export interface Series { id: string; kind?: 'line' | 'bar'; name?: { zh: string; en: string } | null; points: { at: string; value: number | null; list?: string | null }[]; marks?: { at: string; text: string }[] }
export interface Cell { value: number | string | null; unit?: Figure['unit']; list?: string | null }
export interface DashTable { id: string; name?: { zh: string; en: string } | null; columns: { id: string; name?: { zh: string; en: string } | null }[]; rows: (Cell | number | string | null)[][]; few?: boolean[] }
export interface Dashboard { asOf?: string | null; figures?: Figure[]; series?: Series[]; tables?: DashTable[] }
