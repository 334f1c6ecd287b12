import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getRequestText = handle(endpoints.getRequestText, async ({ params }, { services }) => ({
  text: await services.texts.textOf(params.hub, params.request),
}));
