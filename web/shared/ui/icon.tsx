const paths = {
  close: 'M5 5l10 10M15 5L5 15',
  previous: 'M12 4l-6 6 6 6',
  next: 'M8 4l6 6-6 6',
  down: 'M4 8l6 6 6-6',
  search: 'M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM13 13l4 4',
  sun: 'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6L16 16M16 4l-1.4 1.4M5.4 14.6L4 16',
  sunrise:
    'M5.5 14a4.500 4.500 0 0 1 9 0M1.500 14h2M16.500 14h2M4 8l1.400 1.400M16 8l-1.400 1.400M3 17h14M10 7V2.500M8 4.500l2-2 2 2',
  moon: 'M16 12.2A7 7 0 0 1 7.8 4 7 7 0 1 0 16 12.2z',
  account: 'M10 10a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3.5 17c.6-3.4 3.2-5 6.500-5s5.900 1.600 6.500 5',
  map: 'M2.500 5l5-2 5 2 5-2v12l-5 2-5-2-5 2zM7.500 3v12M12.500 5v12',
  list: 'M3 5h1M7 5h10M3 10h1M7 10h10M3 15h1M7 15h10',
  truck:
    'M1.500 5h10v9h-10zM11.500 8h4l3 3v3h-7M5 16.500a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3zM14.500 16.500a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3z',
  coins:
    'M3 6c0-1.500 2.500-2.500 5-2.500s5 1 5 2.500-2.500 2.500-5 2.500S3 7.500 3 6zM3 6v4c0 1.500 2.500 2.500 5 2.500M13 6v1.500M7 13c0-1.500 2.500-2.500 5-2.500s5 1 5 2.500-2.500 2.500-5 2.500-5-1-5-2.500zM7 13v2c0 1.500 2.500 2.500 5 2.500s5-1 5-2.500v-2',
  add: 'M10 4v12M4 10h12',
  upload: 'M10 13V3M6 7l4-4 4 4M3 13v4h14v-4',
  download: 'M10 3v10M6 9l4 4 4-4M3 13v4h14v-4',
  warning: 'M10 3L1.800 17h16.400zM10 8v4M10 14.500v.1',
  info: 'M10 2.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15zM10 9v5M10 6v.1',
  play: 'M6 4l10 6-10 6z',
  stop: 'M5 5h10v10H5z',
  help: 'M7 7.500C7 5.500 8.500 4.500 10 4.500s3 1 3 2.700c0 2.300-3 2.300-3 4.800M10 15.500v.1',
  undo: 'M7 4L3 8l4 4M3 8h9a5 5 0 0 1 0 10H9',
  redo: 'M13 4l4 4-4 4M17 8H8a5 5 0 0 0 0 10h3',
  history: 'M3.500 10a6.500 6.500 0 1 0 2-4.700L3 7.500M3 3.500v4h4M10 6.500V10l2.500 2',
  more: 'M4 10v.1M10 10v.1M16 10v.1',
  pin: 'M7 3h6l-1 5 3 3H5l3-3zM10 11v6',
  lock: 'M5 9h10v8H5zM7 9V6.500a3 3 0 0 1 6 0V9',
  up: 'M4 12l6-6 6 6',
  filter: 'M3 4h14l-5.500 6.500v6l-3-1.500v-4.500z',
  whole: 'M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4',
  lasso: 'M4 13C1 9 4 4 10 4s9 4 6 8-9 3-10 1 1-3 2-1-1 4-4 4',
  board: 'M2.500 4h4v4h-4zM8.500 6h9M2.500 12h4v4h-4zM8.500 14h9',
  road: 'M6 3L3 17M14 3l3 14M10 4v2M10 9v2M10 14v3',
  sent: 'M2.500 9.500l15-6-6 14-2.500-6zM9 11.500l8.500-8',
  changed: 'M3 16h14M4 13l8.500-9 3 3L7 14.500l-3.500.5z',
  print: 'M6 7V3h8v4M6 14H3V7h14v7h-3M6 12h8v5H6z',
  scale: 'M10 3v14M6 17h8M3 6h14M3 6l-1.500 6h5zM17 6l1.500 6h-5z',
  check: 'M4 10.500l4 4 8-9',
  speaker: 'M3 8v4h3l4 3.5v-11L6 8zM13 7.5a4 4 0 0 1 0 5M15.5 5a7.5 7.5 0 0 1 0 10',
  camera: 'M3 6.5h3l1.5-2h5l1.5 2h3v9H3zM10 8a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  bell: 'M10 3a4.5 4.5 0 0 0-4.5 4.5c0 4-1.5 5.5-1.5 5.5h12s-1.5-1.5-1.5-5.5A4.5 4.5 0 0 0 10 3zM8.5 15.5a1.5 1.5 0 0 0 3 0',
  copy: 'M7 7h10v10H7zM13 7V3H3v10h4',
} as const;

export type IconName = keyof typeof paths;

/** A line icon; always beside words or inside a labelled control, so hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon-svg" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
