import type { ReactNode } from 'react';

const paths = {
  today: 'M4 12 12 5l8 7M6 10.5V19h12v-8.500M10 19v-5h4v5',
  inbox: 'M4 13 6.500 5h11L20 13v6H4zM4 13h5l1 2h4l1-2h5',
  knowledge: 'M12 18h.01M9 9.200a3 3 0 1 1 4.200 2.700c-.8.400-1.200 1-1.200 1.900M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z',
  studio: 'M5 5h14v10H10l-4 4v-4H5zM9 9h6M9 12h4',
  dialogs: 'M6 5v8a3 3 0 0 0 3 3h6M6 5a1.500 1.500 0 1 0 0-.010M18 16a1.500 1.500 0 1 0 0-.010M6 9h9M18 9a1.500 1.500 0 1 0 0-.010',
  pushes: 'M4 10v4h3l7 4V6l-7 4zM17.500 9a4 4 0 0 1 0 6',
  dash: 'M4 20V10M10 20V4M16 20v-7M21 20H3',
  people: 'M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7ZM3 20a6 6 0 0 1 12 0M16 4.500a3.500 3.500 0 0 1 0 6M17.500 14.500A6 6 0 0 1 21 20',
  admin: 'M12 3 5 6v5c0 4.500 3 8 7 10 4-2 7-5.500 7-10V6zM9 12l2 2 4-4',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500Z',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.500 1.500M17.500 17.500 19 19M19 5l-1.500 1.500M6.500 17.500 5 19',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM20 20l-4-4',
  plus: 'M12 5v14M5 12h14',
  variable: 'M8 5c-2 0-2 2-2 3.500S6 12 4 12c2 0 2 2 2 3.500S6 19 8 19M16 5c2 0 2 2 2 3.500s0 3.500 2 3.500c-2 0-2 2-2 3.500s0 3.500-2 3.500',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  bin: 'M5 7h14M10 7V5h4v2M7 7l1 13h8l1-13',
  back: 'M19 12H5M11 6l-6 6 6 6',
  check: 'M5 12.500l4.500 4.500L19 7',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7v5l3.500 2',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.500 20.500a7.500 7.500 0 0 1 15 0',
  out: 'M10 5H5v14h5M14 8l4 4-4 4M18 12H9',
  warn: 'M12 4 2.500 20h19zM12 10v4M12 17h.01',
  right: 'M9 6l6 6-6 6',
  pen: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  send: 'M4 12 20 4l-4 16-4-6zM12 14l8-10',
  history: 'M4 12a8 8 0 1 0 2.500-5.800L4 8.500M4 4v4.500h4.500M12 8v4.500l3 1.500',
} as const;

export type IconName = keyof typeof paths;

/** A small line drawing; it never carries meaning alone. */
export function Icon({ of }: { of: IconName }): ReactNode {
  return <svg className="icon" viewBox="0 0 24 24" aria-hidden="true"><path d={paths[of]} /></svg>;
}
