import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const addHub = handle(endpoints.addHub, ({ body }, { services }) => services.hubs.add(body));
