import { asApiProblem } from '../api/api-problem.ts';
import type { I18n } from './i18n.tsx';

export interface ProblemText {
  readonly code: string;
  readonly title: string;
  /** The server's own words on this very case; English, so marked as such in other languages. */
  readonly detail: string | null;
  readonly action: string;
}

/** What is shown of a failure: our words for its code, the server's where we have none. */
export function problemText(error: unknown, { t, problems }: Pick<I18n, 't' | 'problems'>): ProblemText {
  const { problem, requestId } = asApiProblem(error);
  const detail = [problem.detail, requestId && problem.status >= 500 ? `(${requestId})` : null]
    .filter((part) => part && part !== problem.title)
    .join(' ');
  const base = { code: problem.code, detail: detail === '' ? null : detail };
  if (problem.code === 'SERVER_UNREACHABLE') {
    return {
      ...base,
      detail: null,
      title: t('problem.unreachable.title'),
      action: t('problem.unreachable.action'),
    };
  }
  if (problem.code === 'ANSWER_UNREADABLE') {
    return { ...base, title: t('problem.unreadable.title'), action: t('problem.unreadable.action') };
  }
  const known = problems[problem.code];
  return { ...base, title: known?.title ?? problem.title, action: known?.action ?? problem.action };
}
