import { useQuery } from '@tanstack/react-query';
import { queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { useHubContext } from '../hub-context.ts';

/** The message that a request was read from; nothing where it came another way. */
export function RequestText({ request }: { request: string }) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const { data } = useQuery(queries.requestText(hub.id, request));
  if (!data?.text) return null;
  return (
    <figure className="source-text">
      <figcaption className="soft small">{t('text.source')}</figcaption>
      <blockquote>{data.text}</blockquote>
    </figure>
  );
}
