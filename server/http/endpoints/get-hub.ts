import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getHub = handle(endpoints.getHub, ({ params }, { services }) => services.hubs.get(params.hub));
