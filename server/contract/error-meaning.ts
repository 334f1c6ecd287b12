/** What a code means to its reader: HTTP status where it reaches one, a title, and what to do next. */
export interface ErrorMeaning {
  readonly status: number;
  readonly title: string;
  readonly action: string;
}

export const meaning = (status: number, title: string, action: string): ErrorMeaning => ({
  status,
  title,
  action,
});
