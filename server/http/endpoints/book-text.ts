import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const bookText = handle(endpoints.bookText, ({ params, body }, { services }) =>
  services.texts.book(params.hub, body.text, body.requests),
);
